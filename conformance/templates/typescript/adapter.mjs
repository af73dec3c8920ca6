// @ts-check
// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask() by calls to your client. As it stands it is a small client of its own, on node's fetch, so that there is a verdict to begin with.
import { createInterface } from 'node:readline';

const hello = {
  name: 'NAME', version: '0', language: 'typescript', apis: ['edgequake.query.documented'], profiles: ['core', 'llm'],
  capabilities: ['headers', 'break'], parallel: 4, policy: { afterFirstToken: 'never', timeout: 'none', malformed: 'skip' },
};

/**
 * Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter.
 * @param {{ url: string, request: { query: string }, options: { headers: Record<string, string> }, cancel: { n?: number } | null }} run
 * @param {(item: object) => void} report
 * @returns {Promise<object>}
 */
async function ask({ url, request, options, cancel }, report) {
  try {
    const address = `${url.split('?')[0]}?${new URLSearchParams({ query: request.query })}`;
    const response = await fetch(address, { headers: { accept: 'text/event-stream', ...options.headers } });
    if (!response.ok || !response.body) return { end: 'failed', kind: 'http', status: response.status, message: await response.text() };
    let held = '';
    let tokens = 0;
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (held + text).split('\n');
      held = lines.pop() ?? '';
      for (const line of lines.map((l) => l.replace(/\r$/, '')).filter((l) => l.startsWith('data:'))) {
        const data = line.slice(5).replace(/^ /, '');
        let frame;
        try { frame = JSON.parse(data); } catch { report({ malformed: data }); continue; }
        if (frame.type === 'token') {
          report({ token: frame.chunk });
          // Capability break: so many tokens, and the caller leaves the loop.
          if (++tokens === cancel?.n) return { end: 'cancelled' };
        }
        if (frame.type === 'done') return { end: 'complete' };
        if (frame.type === 'error') return { end: 'failed', kind: 'server', message: String(frame.message) };
      }
    }
    return { end: 'incomplete' };
  } catch (error) {
    return { end: 'failed', kind: 'network', message: String(error) };
  }
}

const say = (/** @type {object} */ answer) => process.stdout.write(JSON.stringify(answer) + '\n');

createInterface({ input: process.stdin }).on('line', async (line) => {
  const message = JSON.parse(line);
  if (message.cmd === 'hello') say(hello);
  if (message.cmd === 'run') say({ seq: message.seq, ...(await ask(message, (item) => say({ seq: message.seq, ...item }))) });
}).on('close', () => process.exit(0));
