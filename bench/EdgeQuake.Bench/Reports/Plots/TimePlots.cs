using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Plots over the run's time: tokens/s, streams in flight, and how streams ended.</summary>
internal static class TimePlots
{
    /// <summary>Room above the highest bar for the names of the cuts.</summary>
    private const double Headroom = 1.12;

    public static Axis TimeAxis(LoadResult r) => Axis.Linear(0, r.Plots.Buckets.Count * r.Plots.BucketSeconds, SvgPlot.Left, SvgPlot.Right);

    public static string? Tokens(LoadResult r) => Steps(r, "Output tokens/s over time", "tokens/s, of all streams", b => b.Tokens);

    public static string? Running(LoadResult r) => Steps(r, "Streams in flight over time", "streams", b => b.Running);

    /// <summary>Streams by their planned start, stacked by how they ended: failures at the bottom, where they are seen.</summary>
    public static string? Outcomes(LoadResult r)
    {
        var most = r.Plots.Buckets.Select(b => b.Started.Sum(c => c.Streams)).DefaultIfEmpty(0).Max();
        if (most == 0)
        {
            return null;
        }

        var (x, y) = (TimeAxis(r), Axis.Linear(0, most * Headroom, SvgPlot.Bottom, SvgPlot.Top));
        var plot = new SvgPlot("Outcomes over time", "planned start, s", $"streams per {r.Plots.BucketSeconds:0.##} s").Grid(x, y);
        foreach (var bucket in r.Plots.Buckets)
        {
            var below = 0;
            foreach (var c in bucket.Started.OrderByDescending(c => c.Class))
            {
                var width = x.At(bucket.At + r.Plots.BucketSeconds) - x.At(bucket.At);
                plot.Bar(Css(c.Class), x.At(bucket.At) + 0.5, width - 1, y.At(below + c.Streams), y.At(below), $"{bucket.At:0.##} s: {c.Streams} {Words.Of(c.Class)}");
                below += c.Streams;
            }
        }

        var seen = r.Plots.Buckets.SelectMany(b => b.Started).Select(c => c.Class).Distinct().Order();
        return Cuts(plot, r, x).Render([.. seen.Select(c => (Css(c), Words.Of(c)))]);
    }

    /// <summary>Where figures begin and end.</summary>
    public static SvgPlot Cuts(SvgPlot plot, LoadResult r, Axis x)
    {
        var end = r.Plots.Buckets.Count * r.Plots.BucketSeconds;
        if (r.Summary.Steady.From > TimeSpan.Zero)
        {
            plot.Cut(x.At(r.Summary.Steady.From.TotalSeconds), "steady");
        }

        return r.Summary.Steady.To.TotalSeconds < end * 0.995 && r.Summary.Streams > 0 ? plot.Cut(x.At(r.Summary.Steady.To.TotalSeconds), "drain") : plot;
    }

    private static string? Steps(LoadResult r, string title, string yTitle, Func<TimeBucket, double> value)
    {
        if (r.Plots.Buckets.Count == 0)
        {
            return null;
        }

        var (x, y) = (TimeAxis(r), Axis.Linear(0, r.Plots.Buckets.Max(value) * Headroom, SvgPlot.Bottom, SvgPlot.Top));
        var plot = new SvgPlot(title, "s since the start", yTitle).Grid(x, y);
        foreach (var b in r.Plots.Buckets)
        {
            plot.Bar("fill-a", x.At(b.At), x.At(b.At + r.Plots.BucketSeconds) - x.At(b.At) - 0.5, y.At(value(b)), SvgPlot.Bottom, $"{b.At:0.##} s: {Figures.Number(value(b))}");
        }

        return Cuts(plot, r, x).Render([]);
    }

    private static string Css(StreamClass kind) => kind switch
    {
        StreamClass.Complete => "fill-a",
        StreamClass.Limited => "fill-c",
        StreamClass.Cut or StreamClass.Interrupted or StreamClass.NotStarted => "fill-d",
        StreamClass.Truncated or StreamClass.Duplicated => "fill-b",
        StreamClass.Server => "fill-e",
        StreamClass.Timeout => "fill-f",
        StreamClass.Http or StreamClass.Protocol => "fill-g",
        _ => "fill-bad",
    };
}
