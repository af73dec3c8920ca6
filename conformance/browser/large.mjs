// A result as wide and long as a published one may get, made of real ones: verdicts of real runs, dealt out to many clients and cases.
const names = ['openai', 'ai + @ai-sdk/openai-compatible', 'eventsource', 'eventsource-parser', 'eventsource-client', '@microsoft/fetch-event-source', 'fetch-event-stream',
  '@azure/core-sse', 'launchdarkly-eventsource', 'OpenAI (.NET)', 'Microsoft.Extensions.AI.OpenAI', 'SseParser', 'curl -N', 'guide loop on httpx', "Chromium's EventSource"];

export function large(run, clients = 15, cases = 300) {
  const rules = Array.from({ length: cases }, (_, n) => {
    const rule = run.rules[n % run.rules.length];
    const round = Math.floor(n / run.rules.length);
    return { ...rule, id: round ? `${rule.id}-${round + 1}` : rule.id };
  });
  const real = {};
  for (const verdict of run.clients.flatMap(c => c.verdicts)) (real[verdict.case] ??= []).push(verdict);
  const judged = Array.from({ length: clients }, (_, c) => {
    const verdicts = rules.map((rule, n) => {
      const some = real[run.rules[n % run.rules.length].id];
      return { ...some[(c * 11 + n) % some.length], case: rule.id };
    });
    const known = verdicts.filter((v, n) => v.status === 'failed' && (n + c) % 3 === 0)
      .map(v => ({ case: v.case, api: v.api, failure: { case: v.case, reason: 'Its README says: "only LF is a line end".', issue: 'https://example.org/issues/1' } }));
    return { ...run.clients[0], client: { ...run.clients[0].client, name: names[c % names.length], version: `${c}.1.4` }, verdicts, baseline: known.length ? { known, stale: [] } : undefined };
  });
  return { ...run, rules, clients: judged };
}
