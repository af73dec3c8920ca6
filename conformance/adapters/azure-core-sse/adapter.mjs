// @azure/core-sse (npm) over fetch, as its samples show it: createSseStream(body).
import { readFileSync } from 'node:fs';
import { createSseStream } from '@azure/core-sse';
import { serve, words } from '../loop.mjs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@azure/core-sse/package.json', import.meta.url)));

serve({
  name: 'azure-core-sse', version, language: 'javascript', homepage: 'https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/core/core-sse',
  apis: ['raw'], profiles: ['core'], capabilities: ['cancel', 'headers', 'gzip', 'br'], parallel: 4,
  // A parser: it does not connect, so it neither retries nor times out.
  policy: { afterFirstToken: 'never', timeout: 'none', malformed: 'skip' },
}, async ({ url, options }, report, caller) => {
  try {
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...options.headers }, signal: caller.signal });
    caller.headers();
    if (!response.ok) return { end: 'failed', kind: 'http', status: response.status, message: await response.text() };
    if (response.status === 204) return { end: 'complete' };
    for await (const { event, data, id } of createSseStream(response.body)) report({ event: { type: event || null, data, id: id || null } });
    return { end: caller.cancelled ? 'cancelled' : 'complete' };
  } catch (error) {
    return caller.cancelled ? { end: 'cancelled' } : { end: 'failed', kind: 'network', message: words(error) };
  }
});
