using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Timelines → <see cref="LoadSummary"/>. Pure; the order of the timelines does not matter.</summary>
public static class Summarise
{
    /// <param name="interrupted">When the run was cut short; null = it was not.</param>
    public static LoadSummary Of(LoadProfile profile, IReadOnlyList<StreamTimeline> streams, TimeSpan? interrupted = null) => Of(profile, streams, Window.Steady(profile, streams, interrupted));

    /// <param name="steady">What figures are of.</param>
    internal static LoadSummary Of(LoadProfile profile, IReadOnlyList<StreamTimeline> streams, Window steady)
    {
        StreamTimeline[] counted = [.. streams.Where(s => steady.Has(s.Planned))];
        StreamMetrics[] metrics = [.. counted.Select(s => StreamMetrics.Of(s, profile.ReaderSpeed, profile.Protocol == Protocol.OpenaiChat))];
        var deliveries = Deliveries(metrics);
        return new(
            steady, Window.Full(streams), streams.Count(s => s.Planned < steady.From), Classes(counted), Spreads(counted, metrics),
            Rates(profile, streams, counted, metrics, steady), deliveries, Majority(deliveries), Tokens(counted),
            new(metrics.Count(m => m.Class == StreamClass.Complete && m.Gaps.Stalls > 0), metrics.Where(m => m.Class == StreamClass.Complete).Sum(m => m.Gaps.Stalls)),
            Limited(counted, steady))
        {
            Recovery = RecoverySummary.Of(profile, counted)
        };
    }

    private static IReadOnlyList<ClassCount> Classes(StreamTimeline[] counted) =>
        [.. counted.GroupBy(s => s.Class).OrderBy(g => g.Key).Select(g => new ClassCount(g.Key, g.Count()))];

    private static IReadOnlyList<Spread> Spreads(StreamTimeline[] counted, StreamMetrics[] metrics) =>
        [.. MetricTable.All.Where(m => !m.OneNumber).Select(m => Histogram(m.Id, counted, metrics).Spread())];

    /// <summary>The samples of one metric: gaps for the pooled ITL, else one per stream.</summary>
    internal static SampleHistogram Histogram(string metric, IReadOnlyList<StreamTimeline> counted, IReadOnlyList<StreamMetrics> metrics)
    {
        var histogram = new SampleHistogram(metric);
        if (metric != "itl")
        {
            foreach (var m in metrics)
            {
                histogram.Add(m[metric]);
            }

            return histogram;
        }

        foreach (var tokens in counted.Where(s => s.Complete).Select(s => s.Tokens))
        {
            for (var i = 1; i < tokens.Count; i++)
            {
                histogram.Add((tokens[i].At - tokens[i - 1].At).TotalMilliseconds);
            }
        }

        return histogram;
    }

    private static RateSummary Rates(LoadProfile profile, IReadOnlyList<StreamTimeline> all, StreamTimeline[] counted, StreamMetrics[] metrics, Window steady)
    {
        var judged = counted.Count(s => s.Class != StreamClass.Interrupted);
        var complete = counted.Count(s => s.Complete);
        var good = metrics.Count(m => m.Class == StreamClass.Complete && Goodput.Meets(m, profile.Objectives));
        var (goodLow, goodHigh) = Wilson.Of(good, judged);
        var (failedLow, failedHigh) = Wilson.Of(judged - complete, judged);
        return new(
            PerSecond(TokensIn(all, steady), steady), PerSecond(TokensIn(all, Window.Full(all)), Window.Full(all)), PerSecond(complete, steady), PerSecond(good, steady),
            Share(good, judged), goodLow, goodHigh, Share(judged - complete, judged), failedLow, failedHigh);
    }

    /// <summary>A speed counts only for a stream that was right, or still could be when the run stopped looking.</summary>
    private static long TokensIn(IReadOnlyList<StreamTimeline> streams, Window window) =>
        streams.Where(s => s.Class is StreamClass.Complete or StreamClass.Cut or StreamClass.Interrupted).Sum(s => s.Tokens.Count(t => window.Has(t.At)));

    private static double PerSecond(long n, Window window) => window.Length > TimeSpan.Zero ? n / window.Length.TotalSeconds : 0;

    private static double Share(int n, int of) => of == 0 ? 0 : (double)n / of;

    private static IReadOnlyList<DeliveryCount> Deliveries(StreamMetrics[] metrics) =>
        [.. metrics.Where(m => m.Class == StreamClass.Complete).GroupBy(m => m.Delivery.Class).OrderBy(g => g.Key).Select(g => new DeliveryCount(g.Key, g.Count()))];

    private static DeliveryClass? Majority(IReadOnlyList<DeliveryCount> counts) => counts.Where(c => c.Class is not null).MaxBy(c => c.Streams)?.Class;

    private static TokenCounts Tokens(StreamTimeline[] counted)
    {
        StreamTimeline[] complete = [.. counted.Where(s => s.Complete)];
        var characters = complete.Sum(s => s.Tokens.Sum(t => (long)t.Characters));
        var stated = complete.Where(s => s.UsageTokens is not null).ToArray();
        var lost = counted.Where(s => s.Class is not (StreamClass.Complete or StreamClass.Cut or StreamClass.Interrupted)).Sum(s => (long)s.Tokens.Count);
        return new(complete.Sum(s => (long)s.Tokens.Count), stated.Length == 0 ? null : stated.Sum(s => (long)s.UsageTokens!.Value), stated.Length, characters / 4, characters, lost);
    }

    private static LimitedFacts? Limited(StreamTimeline[] counted, Window steady)
    {
        StreamTimeline[] limited = [.. counted.Where(s => s.Class == StreamClass.Limited)];
        var waits = limited.Where(s => s.RetryAfter is not null).Select(s => s.RetryAfter!.Value.TotalSeconds).ToArray();
        return limited.Length == 0
            ? null
            : new(limited.Length, waits.Length == 0 ? null : waits.Min(), waits.Length == 0 ? null : waits.Max(), PerSecond(counted.Length - limited.Length, steady));
    }
}
