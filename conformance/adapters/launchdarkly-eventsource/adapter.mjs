// launchdarkly-eventsource (npm), as its README shows it: new EventSource(url, options), listeners, close().
import { createRequire } from 'node:module';
import { serve } from '../loop.mjs';

const require = createRequire(import.meta.url);
const { EventSource } = require('launchdarkly-eventsource');
const { version } = require('launchdarkly-eventsource/package.json');

// It throws out of its own timers and redirects, where no caller can catch it: to whoever uses it that ends the process, and so the run. One at a time, for nothing says whose it was.
let current;
process.on('uncaughtException', (error) => current?.({ end: 'failed', kind: 'network', message: `uncaught: ${error.message}` }));

serve({
  name: 'launchdarkly-eventsource', version, language: 'javascript', homepage: 'https://github.com/launchdarkly/js-eventsource',
  apis: ['raw'], profiles: ['core', 'es'], capabilities: ['cancel', 'headers', 'resume'], parallel: 1,
  // README "Configuring backoff and jitter": the same delay of 1 s each time unless told otherwise; 500, 502, 503, 504 and network errors.
  policy: { base: '1s', factor: 1, retryOn: [500, 502, 503, 504, 'network'], afterFirstToken: 'resume', timeout: 'none', malformed: 'skip' },
}, ({ url, options }, report, caller) => new Promise((resolve) => {
  let opened = 0;
  current = (how) => { resolve(how); es.close(); };
  const es = new EventSource(url, { headers: options.headers });
  const end = (how) => { resolve(how); es.close(); };
  const again = () => options.resume && opened <= (options.retries ?? 2);
  // Listeners are by type; every event passes here, whatever its type.
  const emit = es.emit.bind(es);
  es.emit = (type, event) => {
    if (event && 'data' in event) report({ event: { type, data: event.data, id: event.lastEventId || null } });
    return emit(type, event);
  };
  es.onopen = () => { opened++; caller.headers(); };
  es.on('end', () => { if (!again()) end({ end: 'complete' }); });
  es.onerror = (error) => {
    if (error && 'data' in error) return;
    if (error?.status === 204) return end({ end: 'complete' });
    if (error?.status && es.readyState === EventSource.CLOSED) return end({ end: 'failed', kind: 'http', status: error.status, message: error.message });
    if (!again()) end({ end: 'failed', kind: error?.status ? 'http' : 'network', status: error?.status, message: error?.message });
  };
  es.on('closed', () => resolve({ end: caller.cancelled ? 'cancelled' : 'failed', kind: caller.cancelled ? undefined : 'network', message: 'closed' }));
  caller.signal.addEventListener('abort', () => end({ end: 'cancelled' }));
}));
