// @microsoft/fetch-event-source (npm), as its README shows it. It is made for pages: window and document stand in here, with nothing behind them.
import { createRequire } from 'node:module';
import { serve, words } from '../loop.mjs';

const require = createRequire(import.meta.url);
const { version } = require('@microsoft/fetch-event-source/package.json');
globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
const { fetchEventSource } = require('@microsoft/fetch-event-source');

serve({
  name: 'fetch-event-source', version, language: 'javascript', homepage: 'https://github.com/Azure/fetch-event-source',
  apis: ['raw'], profiles: ['core', 'es'], capabilities: ['cancel', 'headers', 'resume', 'gzip', 'br'], parallel: 4,
  // fetch.ts: it asks again after an error, 1 s later unless told otherwise, and takes a clean end for the end.
  policy: { base: '1s', factor: 1, retryOn: ['network'], afterFirstToken: 'resume', timeout: 'none', malformed: 'skip' },
}, async ({ url, options }, report, caller) => {
  let opened = 0, status;
  try {
    await fetchEventSource(url, {
      headers: options.headers, signal: caller.signal, openWhenHidden: true,
      async onopen(response) {
        opened++;
        caller.headers();
        status = response.status;
        // As the README's error handling: a good answer goes on, any other is fatal.
        const type = response.headers.get('content-type') ?? '';
        if (!response.ok || !type.startsWith('text/event-stream')) throw new Error(`status ${response.status}, ${type}`);
        status = undefined;
      },
      onmessage: ({ event, data, id }) => report({ event: { type: event || null, data, id: id || null } }),
      // As the README: "if the server closes the connection unexpectedly, retry".
      onclose() { if (options.resume && opened <= (options.retries ?? 2)) throw new Error('closed'); },
      onerror(error) { if (status || !options.resume || opened > (options.retries ?? 2)) throw error; },
    });
    return { end: caller.cancelled ? 'cancelled' : 'complete' };
  } catch (error) {
    return caller.cancelled ? { end: 'cancelled' } : status === 204 ? { end: 'complete' }
      : { end: 'failed', kind: status >= 400 ? 'http' : status ? 'protocol' : 'network', status, message: words(error) };
  }
});
