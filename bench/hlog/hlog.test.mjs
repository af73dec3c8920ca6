// latency.hlog of a real run, read by another language's reader of the format: the same counts and the same percentiles as run.json says.
// node --test, with HARNESS = the built command's dll, or the command as one file.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import hdr from 'hdr-histogram-js';
import { harness } from '../../fakeserver/browser/harness.mjs';

let folder, server, run, log;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edgequake-hlog-'));
  server = spawn(...harness('serve', 'faults-one-percent', '--port', '0', '--quiet'), { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout.on('data', text => { said += text; });
  while (!/listening on (\S+?),/.test(said)) await once(server.stdout, 'data');
  const url = /listening on (\S+?),/.exec(said)[1];
  const { status, stderr } = spawnSync(...harness('load', url, '--rate', '150', '--for', '4s', '--warm-up', '1s', '--idle', '2s', '--seed', '7', '--out', 'run'), { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  assert.ok([0, 1, 4].includes(status), stderr); // streams fail, and the machine may have no time: what is measured is in the files all the same
  run = JSON.parse(readFileSync(join(folder, 'run', 'run.json'), 'utf8'));
  log = readFileSync(join(folder, 'run', 'latency.hlog'), 'utf8');
});

after(() => {
  server?.kill();
  if (folder) rmSync(folder, { recursive: true });
});

const slices = () => {
  const reader = new hdr.HistogramLogReader(log);
  const all = [];
  for (let slice; (slice = reader.nextIntervalHistogram()); ) all.push(slice);
  return all;
};

test('the tags are the metrics', () => {
  assert.deepEqual([...hdr.listTags(log)].sort(), ['e2e', 'itl', 'ttft', 'ttft-actual']);
});

for (const metric of ['ttft', 'ttft-actual', 'itl', 'e2e']) {
  test(`${metric}: every sample is there, with its value`, () => {
    const spread = run.summary.spreads.find(s => s.metric === metric);
    const whole = hdr.build({ lowestDiscernibleValue: 1, highestTrackableValue: 3_600_000_000_000, numberOfSignificantValueDigits: 3 });
    for (const slice of slices().filter(s => s.tag === metric)) whole.add(slice);

    assert.ok(spread.count > 100, `${spread.count} samples`);
    assert.equal(whole.totalCount, spread.count - spread.infinite);
    if (spread.infinite === 0) assert.ok(Math.abs(whole.maxValue / 1e6 - spread.max) <= spread.max * 0.002 + 1e-3, `${whole.maxValue} ns and ${spread.max} ms`);

    // Failed streams are +∞ in run.json and have no place in the format: a rank among all is a higher one among the finite.
    const finite = spread.percentiles.filter(p => Number.isFinite(p.value));
    assert.ok(finite.length > 0, 'a percentile to compare');
    for (const { percentile, value } of finite) {
      const seen = whole.getValueAtPercentile(percentile * spread.count / whole.totalCount) / 1e6;
      assert.ok(Math.abs(seen - value) <= value * 0.01 + 0.02, `p${percentile}: ${seen} and ${value} ms`);
    }
  });
}

test('slices lie in the measured time', () => {
  const [from, to] = [run.summary.steady.fromMs, run.summary.steady.toMs].map(ms => Date.parse(run.header.startedUtc) + ms);
  for (const slice of slices()) {
    assert.ok(slice.startTimeStampMsec >= from - 1000 && slice.endTimeStampMsec <= to + 1000, `${slice.startTimeStampMsec} to ${slice.endTimeStampMsec} in ${from} to ${to}`);
  }
});
