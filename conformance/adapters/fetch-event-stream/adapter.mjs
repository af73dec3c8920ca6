// fetch-event-stream (npm) over fetch, as its README shows it: events(response, signal).
import { readFileSync } from 'node:fs';
import { events } from 'fetch-event-stream';
import { serve, words } from '../loop.mjs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/fetch-event-stream/package.json', import.meta.url)));

serve({
  name: 'fetch-event-stream', version, language: 'javascript', homepage: 'https://github.com/lukeed/fetch-event-stream',
  apis: ['raw'], profiles: ['core'], capabilities: ['cancel', 'headers', 'gzip', 'br'], parallel: 4,
  // A parser: it does not connect, so it neither retries nor times out.
  policy: { afterFirstToken: 'never', timeout: 'none', malformed: 'skip' },
}, async ({ url, options }, report, caller) => {
  try {
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...options.headers }, signal: caller.signal });
    caller.headers();
    if (!response.ok) return { end: 'failed', kind: 'http', status: response.status, message: await response.text() };
    if (response.status === 204) return { end: 'complete' };
    for await (const { event, data, id } of events(response, caller.signal)) report({ event: { type: event ?? null, data: data ?? '', id: id === undefined ? null : String(id) } });
    return { end: caller.cancelled ? 'cancelled' : 'complete' };
  } catch (error) {
    return caller.cancelled ? { end: 'cancelled' } : { end: 'failed', kind: 'network', message: words(error) };
  }
});
