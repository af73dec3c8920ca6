// The report of a run in a real browser, opened from its file: whether it can be read, filtered and taken apart at 15 clients and 300 cases.
// node --test, with HARNESS = the built command's dll, or the command as one file, and CHROMIUM = a browser (default /usr/bin/chromium).
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { harness, launch } from '../../fakeserver/browser/browser.mjs';
import { large } from './large.mjs';

const shots = process.env.SHOTS; // a folder: pictures for whoever wants to look
let folder, run, browser, context, page, asked, errors;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edgequake-report-'));
  const cases = ['--run', 'bom', '--run', 'eof', '--run', 'retry'];
  const judged = ['--exec', 'curl -sN {url}'];
  const read = (name, code, args) => {
    const { status, stderr } = spawnSync(...harness('conform', ...args, ...cases, '--out', name), { cwd: folder, encoding: 'utf8' });
    assert.equal(status, code, stderr);
    return JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8'));
  };
  const [failing, passing] = [read('curl', 1, judged), read('reference', 0, ['--reference'])];
  run = large({ ...passing, clients: [...failing.clients, ...passing.clients] });
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run));
  execFileSync(...harness('report', folder), { cwd: folder });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await context?.close();
  [asked, errors] = [[], []];
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('request', r => asked.push(r.url()));
  page.on('pageerror', e => errors.push(String(e)));
  await page.goto(address());
});

const address = (hash = '') => pathToFileURL(join(folder, 'report.html')).href + hash;
const rows = () => page.locator('#matrix tr[data-level]:visible');
const count = () => page.locator('#filters output').textContent();
const only = async (...standings) => {
  for (const box of await page.locator('#filters input[type=checkbox]').all()) await box.setChecked(standings.includes(await box.getAttribute('value')));
};
const clean = () => {
  assert.deepEqual(errors, []);
  assert.deepEqual(asked, [address()], 'the file asks for nothing but itself');
};

test('shows every client and case, and a button for every verdict', async () => {
  assert.deepEqual(await page.locator('#matrix thead th').evaluateAll(all => all.slice(1).map(h => h.title)), run.clients.map(c => `${c.client.name} ${c.client.version}`));
  assert.equal(await rows().count(), 300);
  assert.equal(await page.locator('#matrix button').count(), 15 * 300);
  assert.equal(await count(), '300 of 300 cases');
  clean();
});

test('filters by words, level, standing and client', async () => {
  await page.getByLabel('Find').fill('BOM start');
  const found = run.rules.filter(r => /bom/.test(r.id) && /start/i.test(r.id + r.level + r.about));
  assert.deepEqual(await rows().locator('code').allTextContents(), found.map(r => r.id));
  assert.equal(await count(), `${found.length} of 300 cases`);
  await page.getByLabel('Find').fill('no such words');
  assert.equal(await page.locator('#matrix tbody:visible').count(), 0, 'no family stands without its cases');
  await page.getByLabel('Find').fill('');

  await page.getByLabel('Level').selectOption('SHOULD');
  assert.equal(await rows().count(), run.rules.filter(r => r.level === 'SHOULD').length);
  await page.getByLabel('Level').selectOption('');
  await page.getByLabel('Profile').selectOption('retry');
  assert.equal(await rows().count(), run.rules.filter(r => r.profile === 'retry').length);
  await page.getByLabel('Profile').selectOption('');

  await only('known');
  await page.getByLabel('Client').selectOption({ label: 'eventsource-parser 3.1.4' });
  const known = run.clients[3].baseline.known.map(k => k.case);
  assert.deepEqual((await rows().locator('code').allTextContents()).sort(), known.sort());
  assert.equal(await page.locator('#matrix thead th:visible').count(), 2);
  assert.equal(await page.locator('#matrix button:not(.off):visible').count(), known.length);
  clean();
});

test('opens a cell: rule, bytes with times, and the words of both witnesses', async () => {
  await only('failed');
  await rows().first().locator('button.failed').first().click();
  const panel = page.locator('#panel');
  const title = await panel.locator('h2').first().textContent();
  const rule = run.rules.find(r => r.id === title);
  const text = await panel.innerText();
  assert.ok(text.includes(rule.about) && text.includes(rule.why) && text.includes(rule.spec[0].quote) && text.includes(rule.spec[0].url));
  for (const part of ['Rule', 'Findings', 'What the client said', 'What the server saw', 'The bytes, with times']) {
    assert.equal(await panel.getByRole('heading', { name: part, exact: true }).count(), 1, part);
  }
  assert.match(text, /\d\.\d ms\s+request 1 on connection \d+: GET/);
  assert.match(text, /\d\.\d ms\s+#1 head\s+0000 {2}48 54 54 50 2f 31 2e 31 [^\n]*HTTP\/1\.1/);

  const link = page.url();
  await page.keyboard.press('Escape');
  assert.ok(await panel.isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.className), 'failed', 'the focus is back where it was');
  assert.equal(page.url(), address(), 'a closed cell is not opened again by a reload');
  await page.keyboard.press('Enter');
  assert.ok(await panel.isVisible());
  clean();

  await page.goto('about:blank');
  await page.goto(link);
  assert.equal(await panel.locator('h2').first().textContent(), title, 'the address of a cell opens it');
  assert.deepEqual(errors, []);
});

test('is readable at 390 and 1280 pixels, light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.reload();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `nothing stands out at ${width}`);
      const matrix = page.locator('.matrix');
      const { x: left, width: space } = await matrix.boundingBox();
      const last = page.locator('#matrix thead th').last();
      if (width === 1280) {
        const box = await last.boundingBox();
        assert.ok(box.x + box.width <= left + space, 'fifteen clients fit without scrolling');
      }
      await matrix.evaluate(m => m.scrollTo(m.scrollWidth, 2000));
      const id = await page.locator('#matrix th[scope=row]').nth(60).boundingBox();
      assert.ok(Math.abs(id.x - left) < 3 && id.width < space / 1.8, 'the case stays beside its cells when they are scrolled');
      const head = await last.boundingBox();
      assert.ok(Math.abs(head.y - (await matrix.boundingBox()).y) < 3 && head.x + head.width <= left + space + 1, 'the clients stay above theirs');
      await matrix.scrollIntoViewIfNeeded();
      if (shots) await page.screenshot({ path: `${shots}/report-${colorScheme}-${width}.png` });
      await page.locator('#matrix button.failed').last().click();
      const panel = await page.locator('#panel').boundingBox();
      assert.ok(panel.x >= 0 && panel.x + panel.width <= width);
      if (shots) await page.screenshot({ path: `${shots}/report-${colorScheme}-${width}-cell.png` });
      await page.keyboard.press('Escape');
    }
  }
  assert.deepEqual(errors, []);
});
