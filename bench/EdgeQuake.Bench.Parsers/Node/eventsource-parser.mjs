// Measures npm eventsource-parser over the payloads of EdgeQuake.Bench.Parsers: started by it, with one JSON task on stdin, one JSON line a row on stdout.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const task = JSON.parse(readFileSync(0, 'utf8'));
const require = createRequire(task.folder + '/');
const { createParser } = await import(pathToFileURL(require.resolve('eventsource-parser')));
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
say({ node: process.version, package: JSON.parse(readFileSync(task.folder + '/node_modules/eventsource-parser/package.json')).version });

// What the JSON of an event says as text, by protocol.
const token = { edgequake: (json) => json.chunk ?? '', 'openai-chat': (json) => json.choices[0]?.delta?.content ?? '' };

for (const { name, protocol, file, reads } of task.payloads) {
  const bytes = readFileSync(file);
  for (const read of reads) {
    const chunks = [];
    for (let at = 0; at < bytes.length; at += read) chunks.push(bytes.subarray(at, at + read));
    for (const split of [true, false]) {
      let events = 0;
      let taken = 0;
      let text = null;
      const take = split
        ? ({ data }) => { events++; taken += data.length; }
        : ({ data }) => { events++; const piece = token[protocol](JSON.parse(data)); taken += piece.length; if (text) text.push(piece); };
      // As its stream does: bytes → TextDecoder → parser, anew for each answer.
      const once = () => {
        const [decoder, parser] = [new TextDecoder(), createParser({ onEvent: take })];
        for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
      };
      text = split ? null : [];
      once();
      const [seen, said] = [events, text?.join('')];
      text = null;
      const run = (milliseconds) => {
        const [from, before, until] = [process.hrtime.bigint(), events, BigInt(Math.round(milliseconds * 1e6))];
        do once(); while (process.hrtime.bigint() - from < until);
        return Number(process.hrtime.bigint() - from) / (events - before);
      };
      for (let i = 0; i < task.warmups; i++) run(task.milliseconds);
      const samples = [];
      for (let i = 0; i < task.iterations; i++) samples.push(run(task.milliseconds));
      say({ payload: name, read, split, events: seen, text: said, samples, taken });
    }
  }
}
