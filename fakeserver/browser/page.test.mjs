// The page of a plain serve in a real browser: what it shows, what it sends, and that it asks nobody but its server.
// node --test, with HARNESS = the built command's dll, or the command as one file, and CHROMIUM = a browser (default /usr/bin/chromium).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { harness, launch } from './browser.mjs';

const wait = { timeout: 20_000 };
const here = name => fileURLToPath(new URL(name, import.meta.url));
const shots = process.env.SHOTS; // a folder: pictures for whoever wants to look
let serve, printed = [], root, browser, context, page, asked, errors;

before(async () => {
  serve = spawn(...harness('serve', here('page.yaml'), '--port', '0'), { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  serve.stdout.setEncoding('utf8').on('data', more => { text += more; printed = text.split('\n'); });
  while (!/listening on (\S+?),/.test(text) || printed.filter(l => l.includes('curl')).length < 7) await once(serve.stdout, 'data');
  root = /listening on (\S+?),/.exec(text)[1];
  browser = await launch();
});

after(async () => {
  await browser?.close();
  serve?.kill('SIGINT');
});

beforeEach(async () => {
  await context?.close();
  asked = new Set();
  errors = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  page.on('request', r => asked.add(new URL(r.url()).protocol === 'data:' ? 'data:' : new URL(r.url()).origin));
  page.on('pageerror', e => errors.push(String(e)));
  page.on('console', m => { if (/Content Security Policy/.test(m.text())) errors.push(m.text()); });
  await page.goto(root + '/');
  await page.locator('#link.good').waitFor(wait);
  await page.locator('#list .name').first().waitFor(wait);
});

const ended = text => page.locator('#end', { hasText: text }).waitFor(wait);
const choose = name => page.getByRole('button', { name, exact: true }).click();
const clean = () => {
  assert.deepEqual(errors, []);
  assert.deepEqual([...asked].filter(o => o !== root && o !== 'data:'), [], 'no request leaves for another host');
};

test('lists every scenario with its sentence and route, and filters', async () => {
  assert.deepEqual(await page.locator('#list .name').allTextContents(), ['happy', 'cut', 'reset', 'gated', 'stalled', 'overloaded']);
  assert.match(await page.locator('#list li').first().innerText(), /Three tokens, 40 ms apart[^]*GET \/query\/stream/);
  await page.keyboard.press('/');
  await page.keyboard.type('connection INSIDE');
  assert.deepEqual(await page.locator('#list li:visible .name').allTextContents(), ['cut']);
  await page.locator('#filter').fill('no such words');
  assert.ok(await page.locator('#none').isVisible());
  clean();
});

test('copies the very curl line that serve prints', async () => {
  const lines = printed.map(l => l.trim()).filter(l => l.includes('x-scenario'));
  assert.equal(lines.length, 6);
  for (const [i, line] of lines.entries()) {
    assert.equal(await page.locator('#list code').nth(i).textContent(), line);
  }
  await page.getByRole('button', { name: 'Copy the curl line of cut' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), lines[1]);
  clean();
});

test('plays a stream to its end, with stamps that grow', async () => {
  await choose('happy');
  await ended('clean end');
  assert.equal(await page.locator('#status').textContent(), '200 OK');
  assert.equal(await page.locator('#answer').textContent(), 'EdgeQuake 🦀');
  assert.equal(await page.locator('#frames li').count(), 4);
  assert.match(await page.locator('#frames li').nth(3).innerText(), /"type":"done"/);
  const stamps = (await page.locator('#frames time').allTextContents()).map(parseFloat);
  assert.ok(stamps.every((s, i) => i === 0 || s >= stamps[i - 1]) && stamps.at(-1) >= 80, `two pauses of 40 ms before the end: ${stamps}`);
  await page.getByRole('button', { name: 'Bytes' }).click();
  assert.match(await page.locator('#bytes li').first().innerText(), /64 61 74 61 3a 20/);
  clean();
});

test('shows a cut and a reset as cut, and what came before', async () => {
  for (const name of ['cut', 'reset']) {
    await choose(name);
    // A browser drops what no script has read yet when the connection breaks: the break waits until the token is seen.
    await page.locator('#answer', { hasText: 'Edge' }).waitFor(wait);
    const opened = await fetch(`${root}/__fake/gates/shown-${name}`, { method: 'POST' });
    assert.ok(opened.ok);
    await ended('cut: ');
    assert.equal(await page.locator('#answer').textContent(), 'Edge');
    assert.equal(await page.locator('#end').getAttribute('class'), 'bad');
  }
  clean();
});

test('stops a stream with Escape, and the journal says that the client left', async () => {
  await choose('stalled');
  await page.locator('#frames li').first().waitFor(wait);
  await page.keyboard.press('Escape');
  await ended('stopped here');
  await page.locator('#rows tr', { hasText: 'stalled' }).filter({ hasText: 'client left' }).first().waitFor(wait);
  clean();
});

test('shows a token at once, and opens the gate that the stream waits at', async () => {
  await choose('gated');
  await page.locator('#answer', { hasText: /^before$/ }).waitFor(wait); // shown while the rest is held back: order proves it, not a clock
  await page.getByRole('button', { name: 'Open gate go' }).click(wait);
  await ended('clean end');
  assert.equal(await page.locator('#answer').textContent(), 'before after');
  await page.locator('#gates').waitFor({ ...wait, state: 'hidden' });
  clean();
});

test('the journal grows while it is watched, with secrets masked', async () => {
  const before = await page.locator('#rows tr').count();
  const headers = { 'x-scenario': 'overloaded', 'x-test-id': 'other', authorization: 'Bearer geheim-123456' };
  await fetch(`${root}/query/stream?query=seen&api_key=geheim-123456`, { headers }).then(r => r.text());
  await fetch(`${root}/nowhere`).then(r => r.text());
  await page.locator('#rows tr', { hasText: 'query=seen' }).waitFor(wait);
  await page.locator('#rows tr', { hasText: 'no scenario' }).first().waitFor(wait);
  assert.equal(await page.locator('#rows tr').count(), before + 2);
  assert.ok(!(await page.content()).includes('geheim'));
  clean();
});

test('a reset starts counts again: the first attempt is played twice', async () => {
  for (const status of ['503', '200']) {
    await choose('overloaded');
    await ended('clean end');
    assert.match(await page.locator('#status').textContent(), new RegExp(status));
  }
  await page.getByRole('button', { name: 'Start counts again' }).click();
  await page.locator('#entries', { hasText: 'No requests yet' }).waitFor(wait);
  await choose('overloaded');
  await ended('clean end');
  assert.match(await page.locator('#status').textContent(), /503/);
  clean();
});

test('is readable at 390 pixels, by keyboard, light and dark, with none and with 200 entries', async () => {
  await fetch(`${root}/__fake/reset`, { method: 'POST' });
  await fetch(`${root}/__fake/gates/shown-cut`, { method: 'POST' });
  for (const entries of [0, 200]) {
    for (let i = 0; i < entries; i += 20) {
      await Promise.all(Array.from({ length: 20 }, () => fetch(`${root}/query/stream?query=x`, { headers: { 'x-scenario': i % 40 ? 'cut' : 'happy' } }).then(r => r.text()).catch(() => {})));
    }
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [390, 1280]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.reload();
        await page.locator('#link.good').waitFor(wait);
        await page.waitForFunction(n => document.querySelectorAll('#rows tr').length >= n, entries, wait);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `nothing stands out at ${width}: ${wide} px`);
        if (entries) {
          await page.locator('#list .name').first().focus();
          await page.keyboard.press('Enter');
          await ended('clean end');
        }
        if (shots) await page.screenshot({ path: `${shots}/${colorScheme}-${width}-${entries}.png`, fullPage: width === 390 });
      }
    }
  }
  clean();
});
