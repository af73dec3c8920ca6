namespace EdgeQuake.Bench;

/// <summary>Every metric of one stream, computed from its timeline. Times in milliseconds; null = not defined for this stream; +∞ = failed.</summary>
public sealed record StreamMetrics
{
    public required StreamClass Class { get; init; }

    /// <summary>Metric id → value, for the metrics that are a distribution over streams.</summary>
    public required IReadOnlyDictionary<string, double?> Values { get; init; }

    public required Delivery Delivery { get; init; }

    public required Gaps Gaps { get; init; }

    public double? this[string metric] => Values.GetValueOrDefault(metric);

    /// <param name="readerSpeed">Characters a second, for the reader's wait.</param>
    /// <param name="exactUsage">The server's token count is a tokenizer's, not an estimate: then events may hold several tokens, and TPOT counts tokens.</param>
    public static StreamMetrics Of(StreamTimeline s, double readerSpeed = 25, bool exactUsage = false)
    {
        var gaps = Gaps.Of(s.Tokens);
        return new()
        {
            Class = s.Class,
            Delivery = Delivery.Of(s.Tokens),
            Gaps = gaps,
            Values = Latencies(s).Concat(s.Complete ? Rates(s, gaps, readerSpeed, exactUsage) : []).ToDictionary(x => x.Id, x => x.Value),
        };
    }

    private static IEnumerable<(string Id, double? Value)> Latencies(StreamTimeline s)
    {
        yield return ("ttft", Planned(s, s.FirstToken));
        yield return ("ttft-actual", Ms(s.FirstToken - s.Started));
        yield return ("connect", s.Cold == true ? Ms(s.Connected - s.Started) : null);
        yield return ("ttfb", Planned(s, s.FirstByte));
        yield return ("first-answer", Planned(s, s.FirstAnswer));
        yield return ("e2e", Planned(s, s.EndMark));
        if (s.Complete)
        {
            yield return (s.Cold == true ? "ttft-cold" : "ttft-warm", s.Cold is null ? null : Ms(s.FirstToken - s.Started));
            yield return ("first-source", Ms(s.FirstSource - s.Planned));
            yield return ("e2e-actual", Ms(s.EndMark - s.Started));
            yield return ("linger", Ms(s.End - s.EndMark));
            yield return ("recover", Ms(s.Recovery?.After));
        }
    }

    private static IEnumerable<(string Id, double? Value)> Rates(StreamTimeline s, Gaps gaps, double readerSpeed, bool exactUsage)
    {
        var n = s.Tokens.Count;
        var seconds = n > 1 ? (s.Tokens[^1].At - s.Tokens[0].At).TotalSeconds : 0;
        var after = exactUsage && s.UsageTokens is { } u && u > n ? u - 1 : n - 1;
        yield return ("itl-stream", Ms(gaps.Mean));
        yield return ("tpot", n > 1 && after > 0 ? seconds * 1000 / after : null);
        yield return ("rate", seconds > 0 ? (n - 1) / seconds : null);
        yield return ("characters", seconds > 0 ? s.Tokens.Skip(1).Sum(t => t.Characters) / seconds : null);
        yield return ("chars-500", Ms(Reached(s.Tokens, 500) - s.Planned));
        yield return ("longest-gap", Ms(gaps.Longest));
        yield return ("reader-wait", n > 0 ? Gaps.ReaderWait(s.Tokens, readerSpeed).TotalMilliseconds : null);
    }

    /// <summary>From planned start: a failure is +∞; a stream that the interruption of the run cut says nothing; one without the event (no tokens at all) neither.</summary>
    private static double? Planned(StreamTimeline s, TimeSpan? at) => s.Class switch
    {
        StreamClass.Complete => Ms(at - s.Planned),
        StreamClass.Interrupted => null,
        _ => double.PositiveInfinity,
    };

    private static TimeSpan? Reached(IReadOnlyList<TokenStamp> tokens, int characters)
    {
        var sum = 0;
        foreach (var token in tokens)
        {
            if ((sum += token.Characters) >= characters)
            {
                return token.At;
            }
        }

        return null;
    }

    private static double? Ms(TimeSpan? time) => time?.TotalMilliseconds;
}
