namespace EdgeQuake.Bench;

/// <summary>Plots of latency: how it is distributed, both views of coordinated omission, and over time.</summary>
internal static class LatencyPlots
{
    /// <summary>So few dots are drawn large and whole.</summary>
    private const int Few = 100;

    /// <summary>A histogram on a logarithmic axis; null without samples.</summary>
    public static string? Distribution(LoadResult r, string metric)
    {
        var bins = r.Plots.Bars.Where(b => b.Metric == metric).SelectMany(b => b.Bins).ToArray();
        if (bins.Length == 0)
        {
            return null;
        }

        var x = Axis.Log(bins[0].From, bins[^1].To, SvgPlot.Left, SvgPlot.Right);
        var y = Axis.Linear(0, bins.Max(b => b.Count), SvgPlot.Bottom, SvgPlot.Top);
        var facts = MetricTable.Find(metric)!;
        var plot = new SvgPlot($"Distribution: {facts.Title}", facts.Unit + ", logarithmic; the outer bars hold what lies beyond", metric == "itl" ? "gaps" : "streams").Grid(x, y);
        foreach (var b in bins)
        {
            plot.Bar("fill-a", x.At(b.From) + 0.5, x.At(b.To) - x.At(b.From) - 1, y.At(b.Count), SvgPlot.Bottom, $"{Figures.Number(b.From)} to {Figures.Number(b.To)} {facts.Unit}: {Figures.Count(b.Count)}");
        }

        return plot.Render([]);
    }

    /// <summary>The cumulative distribution from planned and from actual start: where they part, the load generator or the server's queue made streams wait.</summary>
    public static string? Cumulative(LoadResult r, string metric)
    {
        var planned = Points(r, metric);
        var actual = Points(r, metric + "-actual");
        if (planned.Count == 0)
        {
            return null;
        }

        var all = planned.Concat(actual).Select(p => p.Value).ToArray();
        var x = Axis.Log(all.Min(), all.Max(), SvgPlot.Left, SvgPlot.Right);
        var y = Axis.Linear(0, 1, SvgPlot.Bottom, SvgPlot.Top);
        return new SvgPlot($"Share of streams within: {MetricTable.Find(metric)!.Title}", "ms, logarithmic; failed streams are what is missing at the top", "share of streams").Grid(x, y, percent: true)
            .Line("stroke-b", actual.Select(p => ((double, double)?)(x.At(p.Value), y.At(p.Share))))
            .Line("stroke-a", planned.Select(p => ((double, double)?)(x.At(p.Value), y.At(p.Share))))
            .Render([("fill-a", "from planned start"), ("fill-b", "from actual start")]);
    }

    /// <summary>Every stream as a dot where it was planned, and percentiles of each slice of time.</summary>
    public static string? OverTime(LoadResult r)
    {
        double[] values = [.. r.Plots.Dots.Where(d => d.TtftMs is not null).Select(d => d.TtftMs!.Value)];
        if (values.Length == 0)
        {
            return null;
        }

        var x = TimePlots.TimeAxis(r);
        var y = Axis.Log(values.Min(), values.Max(), SvgPlot.Bottom, SvgPlot.Top);
        var plot = new SvgPlot("Time to first token over time", "planned start, s" + (Thinned(r) ? "; of many streams a sample, failed ones drawn more often than they are" : ""), "ms, logarithmic").Grid(x, y);
        var few = r.Plots.Dots.Count <= Few;
        foreach (var d in r.Plots.Dots)
        {
            var failed = d.Class != StreamClass.Complete;
            plot.Dot(failed ? "fill-bad" : few ? "fill-a" : "fill-a faint", x.At(d.At), d.TtftMs is { } ms ? y.At(ms) : SvgPlot.Top, few ? 4 : failed ? 2.5 : 2);
        }

        var middle = r.Plots.BucketSeconds / 2;
        plot.Line("stroke-b", r.Plots.Buckets.Select(b => b.TtftP95 is { } v ? ((double, double)?)(x.At(b.At + middle), y.At(v)) : null))
            .Line("stroke-c", r.Plots.Buckets.Select(b => b.TtftP50 is { } v ? ((double, double)?)(x.At(b.At + middle), y.At(v)) : null));
        return TimePlots.Cuts(plot, r, x).Render([.. OverTimeLegend(r)]);
    }

    /// <summary>Where there were more streams than dots, failed ones have kept half of the room.</summary>
    private static bool Thinned(LoadResult r) => r.Plots.Buckets.Sum(b => b.Started.Sum(c => c.Streams)) > r.Plots.Dots.Count;

    /// <summary>Only what is drawn: a p95 that no slice has samples for is not promised.</summary>
    private static IEnumerable<(string Css, string Name)> OverTimeLegend(LoadResult r)
    {
        yield return ("fill-a", "one stream");
        if (r.Plots.Dots.Any(d => d.Class != StreamClass.Complete))
        {
            yield return ("fill-bad", "failed");
        }

        if (r.Plots.Buckets.Any(b => b.TtftP50 is not null))
        {
            yield return ("fill-c", "p50");
        }

        if (r.Plots.Buckets.Any(b => b.TtftP95 is not null))
        {
            yield return ("fill-b", "p95");
        }
    }

    private static IReadOnlyList<CurvePoint> Points(LoadResult r, string metric) => [.. r.Plots.Curves.Where(c => c.Metric == metric).SelectMany(c => c.Points)];
}
