// The adapter protocol for pages: the same objects, asked for by GET /__adapter/next and answered by POST /__adapter/say.
import { run } from './caller.mjs';

export { words } from './caller.mjs';

/** Answers hello with `facts`, and each run with what `perform(run, report, caller)` reports and returns as its end; until the harness says that it is over. */
export async function serve(facts, perform) {
  // One post after the other, so that what was said first is heard first; what comes meanwhile goes with the next.
  let waiting = [], posting = false;
  const say = (object) => { waiting.push(JSON.stringify(object)); if (!posting) post(); };
  const post = async () => {
    posting = true;
    while (waiting.length) {
      const lines = waiting.splice(0);
      await fetch(new URL('say', import.meta.url), { method: 'POST', body: lines.join('\n') + '\n' }).catch(() => waiting.unshift(...lines));
    }
    posting = false;
  };
  while (true) {
    const next = await fetch(new URL('next', import.meta.url), { cache: 'no-store' });
    if (next.status === 410) return;
    if (next.status !== 200) continue;
    const message = await next.json();
    if (message.cmd === 'hello') say(facts);
    if (message.cmd === 'run') run(message, perform, say);
  }
}
