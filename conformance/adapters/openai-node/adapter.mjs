// openai (npm), the official client: chat.completions.create({ stream: true }) as its README shows it.
import OpenAI from 'openai';
import { VERSION } from 'openai/version';
import { serve, words } from '../loop.mjs';

/** The same answer once more: that the client refuses is one of two right ways, that it asks again is neither. */
async function again(stream) {
  try { for await (const _ of stream); } catch { /* it said so */ }
}

serve({
  name: 'openai-node', version: VERSION, language: 'javascript', homepage: 'https://github.com/openai/openai-node',
  apis: ['openai.chat'], profiles: ['core', 'llm', 'oai', 'retry'],
  capabilities: ['post', 'cancel', 'cancel-again', 'break', 'throw', 'iterate-again', 'headers', 'turns', 'usage', 'finish', 'tool-calls', 'code', 'retry-after', 'gzip', 'br'], parallel: 4,
  // README "Retries" (2 by default, short exponential backoff; connection errors, 408, 409, 429, >=500) and client.ts calculateDefaultRetryTimeoutMillis.
  // Its timeout ends when the response head is there: a stream has none.
  policy: { retries: 2, countsFirst: false, base: '500ms', factor: 2, cap: '8s', jitter: 0.25, retryOn: [408, 409, 429, '5xx', 'network'],
    retryPost: true, afterFirstToken: 'never', timeout: 'none', malformed: 'error' },
}, async ({ origin, request, turns, options }, report, caller) => {
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${origin}/v1`, defaultHeaders: options.headers, maxRetries: options.retries ?? undefined,
    timeout: options.overallMs ?? undefined, logLevel: 'off' });
  const { query, messages = [], ...rest } = request;
  let text = '';
  try {
    for (const turn of turns.length ? turns : query ? [query] : [null]) {
      if (turn !== null) messages.push({ role: 'user', content: turn });
      const stream = await client.chat.completions.create({ model: 'gpt-4', ...rest, messages, stream: true }, { signal: caller.signal });
      caller.headers();
      caller.again = () => stream.controller.abort();
      text = '';
      for await (const chunk of stream) {
        const choice = chunk.choices?.find((c) => c.index === 0);
        text += choice?.delta?.content ?? '';
        if (choice?.delta?.content) report({ token: choice.delta.content });
        for (const { index, id, function: f } of choice?.delta?.tool_calls ?? []) report({ toolCall: { index, id, name: f?.name, arguments: f?.arguments } });
        const old = choice?.delta?.function_call;
        if (old) report({ toolCall: { index: 0, name: old.name, arguments: old.arguments } });
        if (choice?.finish_reason) report({ finish: choice.finish_reason });
        if (chunk.usage) report({ usage: chunk.usage });
        if (caller.left) break;
      }
      if (caller.left) return { end: 'cancelled', text };
      for (let n = 1; n < (options.iterate ?? 1); n++) await again(stream);
      messages.push({ role: 'assistant', content: text });
    }
    return { end: caller.cancelled ? 'cancelled' : 'complete', text };
  } catch (error) {
    if (caller.cancelled || (caller.thrown && error === caller.thrown)) return { end: 'cancelled', text };
    const kind = error instanceof OpenAI.APIConnectionTimeoutError ? 'timeout'
      : error instanceof OpenAI.APIConnectionError ? 'network'
      : error instanceof OpenAI.APIError ? (error.status ? 'http' : 'server')
      : error instanceof SyntaxError ? 'protocol' : 'network';
    return { end: 'failed', kind, status: error.status, code: error.code?.toString(), message: words(error), text,
      // Its errors hold the response's headers: whoever catches one can read them.
      retryAfterMs: error.headers?.has('retry-after') ? Math.round(Number(error.headers.get('retry-after')) * 1000) || undefined : undefined };
  }
});
