using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Runs of several windows each, whose figures are medians with the least and the greatest: what reading costs, how late the server is, what serving costs.</summary>
internal static class CostPart
{
    public static void Client(StringBuilder html, IReadOnlyList<PublishedEntry> entries) => Each<ClientResult>(html, entries, (run, r) => Section(
        html, run, $"Processor time of the client's process for each event that it received, µs, drawn on a logarithmic axis. {ClientReport.Of(r)}",
        ["client ", .. ClientReport.Heads[1..]], r.Rows, ClientReport.Cells, 1, x => Interval.Of(x.Cost), x => x.Repeats.Count, ClientReport.Lines(r)));

    public static void Pacing(StringBuilder html, IReadOnlyList<PublishedEntry> entries) => Each<PacingResult>(html, entries, (run, r) => Section(
        html, run, $"Emission − schedule of every token, ms; drawn is p99, logarithmic. {PacingReport.Of(r)}",
        [.. PacingReport.Heads[..2], "server ", .. PacingReport.Heads[3..]], r.Rows, PacingReport.Cells, 3, x => Interval.Of(Middle.Of(x.Repeats.Select(m => (double?)m.Emission.Lateness.P99))), x => x.Repeats.Count, PacingReport.Lines(r)));

    public static void Throughput(StringBuilder html, IReadOnlyList<PublishedEntry> entries) => Each<ThroughputResult>(html, entries, (run, r) => Section(
        html, run, $"Processor time of the server's process for each event that was read, µs, drawn on a logarithmic axis. {ThroughputReport.Of(r)}",
        ["manner ", "server ", .. ThroughputReport.Heads[2..]], r.Rows, ThroughputReport.Cells, 2, x => Interval.Of(x.Cost), x => x.Repeats.Count, ThroughputReport.Lines(r)));

    private static void Each<T>(StringBuilder html, IReadOnlyList<PublishedEntry> entries, Action<PublishedRun, T> append)
    {
        foreach (var (run, fact) in PublishedEntry.Newests<T>(entries))
        {
            html.Append($"<h3>{SvgPlot.Escape(run.Name)}</h3>\n");
            append(run, fact);
        }
    }

    private static void Section<T>(
        StringBuilder html, PublishedRun run, string about, IReadOnlyList<string> heads, IReadOnlyList<T> rows, Func<T, IEnumerable<string>> cells, int after, Func<T, Interval?> drawn,
        Func<T, int> n, IEnumerable<string> lines)
    {
        html.Append(ResultsPage.Source(run)).Append($"<p>{SvgPlot.Escape(about)}</p>\n");
        ResultTable.Append(html, [.. heads, "n"], rows, r => cells(r).Append(Figures.Count(n(r))), after, drawn);
        html.Append("<details><summary>Goals, validity, methods</summary>\n");
        HtmlPage.Notes(html, lines);
        html.Append("</details>\n");
    }
}
