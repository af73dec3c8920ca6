namespace EdgeQuake.Bench;

/// <summary>Distributions of several runs in one frame: where a line lies further left it is sooner, where it is steeper it is steadier.</summary>
internal static class ProviderPlots
{
    private const string Letters = "abcefgd";

    /// <summary>The cumulative distribution of a metric, a line a run; null where none has it.</summary>
    public static string? Cumulative(IReadOnlyList<MeasuredProvider> rows, string metric)
    {
        var curves = rows.Select((r, i) => (r.Name, Letter: Letters[i % Letters.Length], Dashed: i >= Letters.Length, Points: Points(r, metric))).Where(c => c.Points.Count > 0).ToArray();
        double[] values = [.. curves.SelectMany(c => c.Points).Select(p => p.Value)];
        if (values.Length == 0)
        {
            return null;
        }

        var facts = MetricTable.Find(metric)!;
        var x = Axis.Log(values.Min(), values.Max(), SvgPlot.Left, SvgPlot.Right);
        var y = Axis.Linear(0, 1, SvgPlot.Bottom, SvgPlot.Top);
        var plot = new SvgPlot(Title(facts), $"{facts.Unit}, logarithmic", "share of streams").Grid(x, y, percent: true);
        foreach (var c in curves)
        {
            plot.Line($"stroke-{c.Letter}{(c.Dashed ? " dashed" : "")}", Steps(c.Points).Select(p => ((double, double)?)(x.At(p.Value), y.At(p.Share))));
        }

        return plot.Render([]);
    }

    /// <summary>Which colour is whose: once for all plots, in text that wraps.</summary>
    public static IEnumerable<(string Css, string Name)> Legend(IReadOnlyList<MeasuredProvider> rows) =>
        rows.Select((r, i) => ($"fill-{Letters[i % Letters.Length]}", i >= Letters.Length ? $"{r.Name} (dashed)" : r.Name));

    private static string Title(MetricFacts facts) => $"Share of streams within: {facts.Title.TrimStart('…', ' ')}";

    private static IReadOnlyList<CurvePoint> Points(MeasuredProvider p, string metric) => [.. p.Run.Plots.Curves.Where(c => c.Metric == metric).SelectMany(c => c.Points)];

    /// <summary>Of few streams the line climbs in steps: nothing lies between two of them.</summary>
    private static IEnumerable<CurvePoint> Steps(IReadOnlyList<CurvePoint> points)
    {
        var share = 0.0;
        foreach (var p in points)
        {
            yield return new(share, p.Value);
            yield return p;
            share = p.Share;
        }
    }
}
