// eventsource-parser (npm) over fetch, wired as its README shows: TextDecoderStream, then EventSourceParserStream.
import { createRequire } from 'node:module';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { serve, words } from '../loop.mjs';

const { version } = createRequire(import.meta.url)('eventsource-parser/package.json');

serve({
  name: 'eventsource-parser', version, language: 'javascript', homepage: 'https://github.com/rexxars/eventsource-parser',
  apis: ['raw'], profiles: ['core'], capabilities: ['cancel', 'headers', 'comments', 'gzip', 'br'], parallel: 4,
  // A parser: it does not connect, so it neither retries nor times out; unknown lines are ignored ("Any other value will ignore the error").
  policy: { afterFirstToken: 'never', timeout: 'none', malformed: 'skip' },
}, async ({ url, options }, report, caller) => {
  try {
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...options.headers }, signal: caller.signal });
    caller.headers();
    if (!response.ok) return { end: 'failed', kind: 'http', status: response.status, message: await response.text() };
    if (response.status === 204) return { end: 'complete' };
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(
      new EventSourceParserStream({ onComment: (comment) => report({ comment }) }));
    for await (const { event, data, id } of events) report({ event: { type: event ?? null, data, id: id ?? null } });
    return { end: 'complete' };
  } catch (error) {
    return caller.cancelled ? { end: 'cancelled' } : { end: 'failed', kind: 'network', message: words(error) };
  }
});
