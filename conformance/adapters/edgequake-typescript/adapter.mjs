// EdgeQuake's TypeScript SDK by its public API: new EdgeQuake(...).query.stream(...), read as its STREAMING.md shows. It reports and never decides.
import { serve, words } from '../loop.mjs';
import { sources } from './sdk-source.mjs';

const { module, commit, source } = await sources('typescript', 'dist/index.js');
const { EdgeQuake, EdgeQuakeError, NetworkError, TimeoutError } = module;

serve({
  name: 'edgequake-typescript', version: commit.slice(0, 12), language: 'typescript',
  homepage: 'https://github.com/raphaelmansuy/edgequake/tree/edgequake-main/sdks/typescript', source,
  // It asks POST /api/v1/query/stream; its event type has the guide's spelling of a token (chunk), so that is judged first, and the server's (content) where a case names it.
  apis: ['edgequake.query.documented', 'edgequake.query'], profiles: ['core', 'llm', 'eq', 'retry'],
  capabilities: ['post', 'cancel', 'code'], parallel: 4,
  // transport/index.ts and retry.ts: 3 retries after the first request, 1 s doubled, up to half a second more; every error but an abort. Its timeout ends with the head.
  policy: { retries: 3, countsFirst: false, base: '1s', factor: 2, cap: '30s', jitter: 0.5, retryOn: [429, 502, 503, 504, 'network'], retryPost: true,
    afterFirstToken: 'never', timeout: 'none', malformed: 'skip' },
}, async ({ origin, request, options }, report, caller) => {
  // The public option fetch only tells when the head is there; the request is the SDK's own.
  const seen = async (...asked) => {
    const response = await fetch(...asked);
    caller.headers();
    return response;
  };
  const client = new EdgeQuake({ baseUrl: origin, maxRetries: options.retries ?? undefined, fetch: seen });
  let text = '';
  try {
    for await (const event of client.query.stream({ query: request.query, mode: request.mode }, caller.signal)) {
      const chunk = event?.chunk ?? '';
      if (chunk) report({ token: chunk });
      text += chunk;
    }
    return { end: caller.cancelled ? 'cancelled' : 'complete', text };
  } catch (error) {
    if (caller.cancelled) return { end: 'cancelled', text };
    const kind = error instanceof TimeoutError ? 'timeout'
      : error instanceof NetworkError || !(error instanceof EdgeQuakeError) ? 'network'
      : 'http';
    return { end: 'failed', kind, status: error.status || undefined, code: error instanceof EdgeQuakeError ? error.code : undefined, message: `${error.name}: ${words(error)}`, text };
  }
});
