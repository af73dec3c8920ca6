// ai with @ai-sdk/openai-compatible (npm), the AI SDK: streamText as its documentation shows it, fullStream read to its end.
import { readFileSync } from 'node:fs';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, streamText } from 'ai';
import { serve, words } from '../loop.mjs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/ai/package.json', import.meta.url)));
globalThis.AI_SDK_LOG_WARNINGS = false;

serve({
  name: 'ai-sdk', version, language: 'javascript', homepage: 'https://github.com/vercel/ai',
  apis: ['openai.chat'], profiles: ['core', 'llm', 'oai', 'retry'],
  capabilities: ['post', 'cancel', 'headers', 'turns', 'usage', 'finish', 'thinking', 'gzip', 'br'], parallel: 4,
  // retry-with-exponential-backoff.ts: two retries, 2 s doubled, Retry-After up to a minute; isRetryable: 408, 409, 429, 5xx, network.
  policy: { retries: 2, countsFirst: false, base: '2s', factor: 2, jitter: 0, retryOn: [408, 409, 429, '5xx', 'network'],
    retryPost: true, afterFirstToken: 'never', timeout: 'none', malformed: 'error' },
}, async ({ origin, request, turns, options }, report, caller) => {
  const provider = createOpenAICompatible({ name: 'edgequake', baseURL: `${origin}/v1`, apiKey: 'sk-test', headers: options.headers, includeUsage: true,
    fetch: async (...asked) => { const response = await fetch(...asked); caller.headers(); return response; } });
  const messages = (request.messages ?? []).map(({ role, content }) => ({ role, content }));
  let text = '', failure = null;
  for (const content of turns.length ? turns : request.query ? [request.query] : messages.length ? [null] : ['What is EdgeQuake?']) {
    if (content !== null) messages.push({ role: 'user', content });
    text = '';
    const { fullStream } = streamText({ model: provider('gpt-4'), messages, maxRetries: options.retries ?? undefined, abortSignal: caller.signal, onError() {} });
    try {
      for await (const part of fullStream) {
        if (part.type === 'text-delta') { report({ token: part.text }); text += part.text; }
        if (part.type === 'reasoning-delta') report({ thinking: part.text });
        if (part.type === 'finish-step') {
          report({ finish: part.rawFinishReason ?? part.finishReason });
          if (part.usage?.raw) report({ usage: part.usage.raw });
        }
        if (part.type === 'error') failure ??= part.error;
      }
    } catch (error) { failure ??= error; }
    if (failure || caller.cancelled) break;
    messages.push({ role: 'assistant', content: text });
  }
  if (caller.cancelled) return { end: 'cancelled', text };
  if (!failure) return { end: 'complete', text };
  const cause = failure.lastError ?? failure;
  const message = words(cause) || JSON.stringify(cause);
  // Its own words for an answer that ended too early: "Response stream ended without a finish reason."
  if (/ended without a finish reason/.test(message)) return { end: 'incomplete', text, message };
  const kind = cause.statusCode >= 400 ? 'http'
    : APICallError.isInstance(cause) ? (cause.cause instanceof SyntaxError ? 'protocol' : 'network')
    : ['AI_TypeValidationError', 'AI_JSONParseError'].includes(cause.name) ? 'protocol'
    : cause instanceof Error ? 'network' : 'server';
  return { end: 'failed', kind, status: cause.statusCode, message, text };
});
