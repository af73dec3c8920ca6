// eventsource (npm), as its README shows it: new EventSource(url), listeners, close().
import { createRequire } from 'node:module';
import { EventSource } from 'eventsource';
import { serve } from '../loop.mjs';

const { version } = createRequire(import.meta.url)('eventsource/package.json');

serve({
  name: 'eventsource', version, language: 'javascript', homepage: 'https://github.com/EventSource/eventsource',
  apis: ['raw'], profiles: ['core', 'es'], capabilities: ['cancel', 'error-handler', 'headers', 'resume', 'gzip', 'br'], parallel: 4,
  // The standard's client: it reconnects for ever, after 3 s unless told otherwise.
  policy: { base: '3s', factor: 1, retryOn: ['network'], afterFirstToken: 'resume', timeout: 'none', malformed: 'skip' },
}, ({ url, options }, report, caller) => new Promise((resolve) => {
  // Response heads are seen through the fetch that the client is given: its error events do not tell a clean end from a lost connection.
  let opened = 0;
  const es = new EventSource(url, { fetch: async (to, init) => {
    const response = await fetch(to, { ...init, headers: { ...init.headers, ...options.headers } });
    caller.headers();
    return response;
  } });
  const end = (how) => { es.close(); resolve(how); };
  // Listeners are by type; every event passes here, whatever its type.
  const dispatch = es.dispatchEvent.bind(es);
  es.dispatchEvent = (event) => {
    if ('data' in event) report({ event: { type: event.type, data: event.data, id: event.lastEventId || null } });
    return dispatch(event);
  };
  es.addEventListener('open', () => opened++);
  es.addEventListener('error', (event) => {
    if ('data' in event) return;
    caller.error();
    if (es.readyState === es.CLOSED) return end(event.code === 204 ? { end: 'complete' } : { end: 'failed', kind: 'http', status: event.code, message: event.message });
    if (options.resume && opened <= (options.retries ?? 2)) return;
    end(event.message ? { end: 'failed', kind: 'network', message: event.message } : { end: 'complete' });
  });
  caller.signal.addEventListener('abort', () => end({ end: 'cancelled' }));
}));
