// eventsource-client (npm), as its README shows it: createEventSource with callbacks, close().
import { createRequire } from 'node:module';
import { createEventSource } from 'eventsource-client';
import { serve, words } from '../loop.mjs';

const { version } = createRequire(import.meta.url)('eventsource-client/package.json');

serve({
  name: 'eventsource-client', version, language: 'javascript', homepage: 'https://github.com/rexxars/eventsource-client',
  apis: ['raw'], profiles: ['core', 'es'], capabilities: ['cancel', 'headers', 'resume', 'comments', 'gzip', 'br'], parallel: 4,
  // It reconnects for ever, after 2 s unless told otherwise (README: a configurable policy is still to do).
  policy: { base: '2s', factor: 1, retryOn: ['network'], afterFirstToken: 'resume', timeout: 'none', malformed: 'skip' },
}, ({ url, options }, report, caller) => new Promise((resolve) => {
  // The client tells only that it disconnected: what the connection did is seen through the fetch that it is given.
  let connects = 0, failure = null;
  const es = createEventSource({
    url, headers: options.headers,
    fetch: async (to, init) => {
      failure = null;
      connects++;
      const response = await fetch(to, init).catch((error) => { failure = { end: 'failed', kind: 'network', message: words(error) }; throw error; });
      caller.headers();
      if (response.status === 204) { failure = { end: 'complete' }; setTimeout(() => end()); }
      else if (!response.ok) failure = { end: 'failed', kind: 'http', status: response.status, message: await response.clone().text() };
      return response;
    },
    onMessage: ({ event, data, id }) => report({ event: { type: event ?? null, data, id: id ?? es.lastEventId ?? null } }),
    onComment: (comment) => report({ comment }),
    onScheduleReconnect: () => { if (!options.resume || connects > (options.retries ?? 2)) end(); },
    onDisconnect: () => { if (es?.readyState === 'closed') end(); },
  });
  const end = () => { es.close(); resolve(caller.cancelled ? { end: 'cancelled' } : failure ?? { end: 'complete' }); };
  caller.signal.addEventListener('abort', end);
}));
