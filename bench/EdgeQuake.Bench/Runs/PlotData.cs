namespace EdgeQuake.Bench;

/// <summary>Timelines → <see cref="RunPlots"/>; pure.</summary>
internal static class PlotData
{
    private const int MostBuckets = 60;
    private const int MostDots = 2000;
    private static readonly double[] Widths = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];
    private static readonly string[] Curves = ["ttft", "ttft-actual", "e2e", "e2e-actual", "itl-stream", "rate", "characters", "chars-500"];
    private static readonly string[] Bars = ["ttft", "itl"];

    public static RunPlots Of(IReadOnlyList<StreamTimeline> streams, Window steady)
    {
        if (streams.Count == 0)
        {
            return RunPlots.None;
        }

        var seconds = streams.Max(s => s.End).TotalSeconds;
        var width = Widths.Append(seconds / MostBuckets).First(w => seconds / w <= MostBuckets);
        StreamTimeline[] counted = [.. streams.Where(s => steady.Has(s.Planned))];
        StreamMetrics[] metrics = [.. counted.Select(s => StreamMetrics.Of(s))];
        return new(
            width, Buckets(streams, width, (int)Math.Max(1, Math.Ceiling(seconds / width))),
            [.. Curves.Select(m => new Curve(m, Summarise.Histogram(m, counted, metrics).Curve(100)))],
            [.. Bars.Select(m => new Bars(m, Summarise.Histogram(m, counted, metrics).Bins(40)))], Dots(streams));
    }

    private static IReadOnlyList<TimeBucket> Buckets(IReadOnlyList<StreamTimeline> streams, double width, int n)
    {
        var tokens = new int[n];
        foreach (var at in streams.SelectMany(s => s.Tokens))
        {
            tokens[Index(at.At, width, n)]++;
        }

        var planned = streams.ToLookup(s => Index(s.Planned, width, n));
        return [.. Enumerable.Range(0, n).Select(i => Bucket(i * width, width, tokens[i], [.. planned[i]], Running(streams, i * width, width)))];
    }

    private static TimeBucket Bucket(double at, double width, int tokens, StreamTimeline[] planned, double running)
    {
        double[] ttft = [.. planned.Where(s => s.Complete && s.FirstToken is not null).Select(s => (s.FirstToken!.Value - s.Planned).TotalMilliseconds).Order()];
        ClassCount[] classes = [.. planned.GroupBy(s => s.Class).OrderBy(g => g.Key).Select(g => new ClassCount(g.Key, g.Count()))];
        return new(at, tokens / width, classes, running, Percentile(ttft, 50), Percentile(ttft, 95), ttft.Length == 0 ? null : ttft[^1]);
    }

    /// <summary>Mean number of streams in flight during the slice.</summary>
    private static double Running(IReadOnlyList<StreamTimeline> streams, double at, double width) =>
        streams.Sum(s => Math.Max(0, Math.Min(s.End.TotalSeconds, at + width) - Math.Max(s.Started.TotalSeconds, at))) / width;

    private static double? Percentile(double[] sorted, double p) =>
        sorted.Length < PercentileFloor.Of(p) ? null : sorted[(int)Math.Ceiling(sorted.Length * p / 100) - 1];

    private static int Index(TimeSpan at, double width, int n) => Math.Clamp((int)(at.TotalSeconds / width), 0, n - 1);

    private static IReadOnlyList<StreamDot> Dots(IReadOnlyList<StreamTimeline> streams)
    {
        StreamTimeline[] failed = [.. streams.Where(s => !s.Complete)];
        StreamTimeline[] complete = [.. streams.Where(s => s.Complete)];
        var shown = Math.Min(failed.Length, Math.Max(MostDots / 2, MostDots - complete.Length));
        return [.. Evenly(failed, shown).Concat(Evenly(complete, MostDots - shown)).OrderBy(s => s.Number)
            .Select(s => new StreamDot(s.Planned.TotalSeconds, (s.FirstToken - s.Planned)?.TotalMilliseconds, s.Class))];
    }

    /// <summary>At most so many, spread over the whole.</summary>
    private static IEnumerable<StreamTimeline> Evenly(StreamTimeline[] streams, int most) =>
        streams.Length <= most ? streams : Enumerable.Range(0, most).Select(i => streams[(int)((long)i * streams.Length / most)]);
}
