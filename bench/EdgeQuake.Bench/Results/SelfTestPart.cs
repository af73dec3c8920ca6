using System.Text;

namespace EdgeQuake.Bench;

/// <summary>How far our own figures are from the truth, by load: reported − true.</summary>
internal static class SelfTestPart
{
    private static readonly (string Css, string Name, Func<SelfTestRow, double> Value)[] Lines =
    [
        ("a", "TTFT p50", r => r.Ttft.P50), ("b", "TTFT p99", r => r.Ttft.P99), ("c", "ITL p50", r => r.Itl.P50), ("e", "ITL p99", r => r.Itl.P99),
    ];

    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        foreach (var (run, fact) in PublishedEntry.Newests<SelfTestResult>(entries).Where(x => x.Fact.Rows.Count > 0))
        {
            html.Append($"<h3>{SvgPlot.Escape(run.Name)}</h3>\n").Append(ResultsPage.Source(run))
                .Append(FormattableString.Invariant($"<p>Reported − true, ms, of {fact.TokenRate:0.#} tokens/s a stream from a server in a process of its own; n is streams, and tokens in brackets. Where a line leaves zero the load engine is wrong by so much.</p>\n"));
            foreach (var path in fact.Rows.GroupBy(r => r.Path))
            {
                html.Append("<div class=\"one\"><figure>").Append(Plot(path.Key, [.. path.OrderBy(r => r.Streams)])).Append("</figure></div>\n");
            }

            HtmlPage.Table(html, [.. SelfTestReport.Heads[..^1], "n", "verdict "], fact.Rows.Select(Row));
            HtmlPage.Notes(html, SelfTestReport.Lines(fact));
        }
    }

    private static IReadOnlyList<string> Row(SelfTestRow r)
    {
        string[] cells = [.. SelfTestReport.Cells(r)];
        return [.. cells[..^1], $"{Figures.Count(r.Measured)} ({Figures.Count(r.Lateness.Count)})", cells[^1]];
    }

    private static string Plot(string path, IReadOnlyList<SelfTestRow> rows)
    {
        double[] values = [.. rows.SelectMany(r => Lines.Select(l => l.Value(r)))];
        var x = Axis.Log(rows.Min(r => r.Streams), rows.Max(r => r.Streams), SvgPlot.Left, SvgPlot.Right);
        var y = Axis.Linear(Math.Min(0, values.Min()), Math.Max(1, values.Max() * 1.05), SvgPlot.Bottom, SvgPlot.Top);
        var plot = new SvgPlot("Reported − true", $"streams at once, logarithmic; read by {path}", "ms").Grid(x, y);
        foreach (var (css, _, value) in Lines)
        {
            plot.Line($"stroke-{css}", rows.Select(r => ((double, double)?)(x.At(r.Streams), y.At(value(r)))));
            foreach (var row in rows)
            {
                plot.Dot($"fill-{css}", x.At(row.Streams), y.At(value(row)), 3.5);
            }
        }

        return plot.Render([.. Lines.Select(l => ($"fill-{l.Css}", l.Name))]);
    }
}
