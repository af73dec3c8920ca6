// The adapter protocol for node: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
import { createInterface } from 'node:readline';
import { run } from './caller.mjs';

export { words } from './caller.mjs';

/** Answers hello with `facts`, and each run with what `perform(run, report, caller)` reports and returns as its end. */
export function serve(facts, perform) {
  const say = (object) => process.stdout.write(JSON.stringify(object) + '\n');
  createInterface({ input: process.stdin }).on('line', (line) => {
    const message = JSON.parse(line);
    if (message.cmd === 'hello') say(facts);
    if (message.cmd === 'run') run(message, perform, say);
  }).on('close', () => process.exit(0));
}
