using System.Collections.Frozen;

namespace EdgeQuake.Bench;

/// <summary>The one table of metrics: what <c>--slo</c> accepts, what reports print, and the definitions of their methods part.</summary>
public static class MetricTable
{
    public static IReadOnlyList<MetricFacts> All { get; } =
    [
        new("ttft", "time to first token", "ms", "first non-empty token, text or thinking − planned start; a failed stream is +∞"),
        new("ttft-actual", "… from actual start", "ms", "the same event − actual start, of every stream that had one: hides waiting in our own queue (coordinated omission)"),
        new("connect", "time to connect", "ms", "connection ready (name, TCP, TLS) − actual start, streams that opened one"),
        new("ttft-cold", "… over a new connection", "ms", "ttft-actual of complete streams that opened their connection"),
        new("ttft-warm", "… over a kept connection", "ms", "ttft-actual of complete streams whose connection stood already"),
        new("ttfb", "time to first byte", "ms", "first byte of the body − planned start; a failed stream is +∞"),
        new("first-source", "time to first source", "ms", "first source or context − planned start, complete streams that had one"),
        new("first-answer", "time to first answer token", "ms", "as ttft, thinking left out"),
        new("itl", "inter-token latency, pooled", "ms", "gaps between consecutive token events of complete streams, all streams in one pool: long answers weigh more"),
        new("itl-stream", "… mean gap per stream", "ms", "mean gap of each complete stream: every stream weighs the same"),
        new("tpot", "time per output token", "ms", "(last token − first token) / tokens after the first event, complete streams"),
        new("e2e", "end to end", "ms", "end mark − planned start; a failed stream is +∞; what the server lingers after its end mark is not in it"),
        new("e2e-actual", "… from actual start", "ms", "end mark − actual start, complete streams"),
        new("rate", "tokens/s per stream", "1/s", "(token events − 1) / (last token − first token), complete streams", HigherIsBetter: true),
        new("characters", "characters/s per stream", "1/s", "characters after the first token event / the same time: comparable between tokenizers", HigherIsBetter: true),
        new("chars-500", "time to 500 characters", "ms", "the token event that completed 500 characters − planned start, complete streams that reached it"),
        new("longest-gap", "longest gap", "ms", "longest pause between two token events of a complete stream"),
        new("reader-wait", "reader's wait", "ms", "what a reader at the stated speed would have waited after the first token, complete streams"),
        new("linger", "after the end mark", "ms", "end of body − end mark, complete streams"),
        new("recover", "time to recover", "ms", "first text that had not been shown yet − end of the first attempt, which broke, complete streams that were asked again; --retry and --fallback only"),
        new("tokens", "output tokens/s", "1/s", "token events of streams that did not fail, within the steady window / its length", true, OneNumber: true),
        new("streams", "complete streams/s", "1/s", "complete streams planned within the steady window / its length", true, OneNumber: true),
        new("goodput", "goodput", "1/s", "streams that were complete and met the limit of every objective / length of the steady window", true, OneNumber: true),
        new("good", "share of good streams", "share", "the same streams / all streams of the steady window, failures among them", true, OneNumber: true),
        new("failed", "share of failed streams", "share", "streams that were neither complete nor interrupted / all streams of the steady window", OneNumber: true),
    ];

    private static readonly FrozenDictionary<string, MetricFacts> ById = All.ToFrozenDictionary(m => m.Id);

    /// <summary>The metric of an id, or null.</summary>
    public static MetricFacts? Find(string id) => ById.GetValueOrDefault(id);
}

/// <summary>One metric.</summary>
/// <param name="Unit">ms, 1/s or share (0-1).</param>
/// <param name="OneNumber">One number a run, not a distribution over streams or gaps.</param>
public sealed record MetricFacts(string Id, string Title, string Unit, string Definition, bool HigherIsBetter = false, bool OneNumber = false);
