using System.Text;

namespace EdgeQuake.Bench;

/// <summary>What an event costs each parser, a table a payload and read size, and what an answer costs the memory.</summary>
internal static class ParsersPart
{
    /// <summary>So many tables are open; the others are there to be opened.</summary>
    private const int Open = 2;

    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        foreach (var (run, fact) in PublishedEntry.Newests<ParserRun>(entries))
        {
            html.Append($"<h3>{SvgPlot.Escape(run.Name)}</h3>\n").Append(ResultsPage.Source(run))
                .Append("<p>Nanoseconds per event, one thread, in process, logarithmic: the dot is the median, the line the mean ± one standard deviation of n iterations. Less is better. Allocation spreads what a stream costs once over its events.</p>\n");
            foreach (var (at, table) in fact.Rows.GroupBy(r => (r.Payload, r.Read)).Index())
            {
                html.Append(FormattableString.Invariant($"<details{(at < Open ? " open" : "")}><summary>{SvgPlot.Escape(table.Key.Payload)}, {table.First().BytesPerEvent:0.0} bytes an event, reads of {table.Key.Read} bytes</summary>\n"));
                ResultTable.Append(html, ["path ", "median ns/event", "mean ± sd", "n", "MB/s", "B/event"], [.. table.OrderBy(r => r.MedianNs)], Cells, 1, r => Interval.Of(r.MedianNs, r.NsPerEvent - r.StdDevNs, r.NsPerEvent + r.StdDevNs));
                html.Append("</details>\n");
            }

            Answers(html, fact);
            HtmlPage.Notes(html, [.. fact.Node is { } node ? [node] : Array.Empty<string>()]);
        }
    }

    private static string[] Cells(ParserRow r) =>
    [
        r.Path, Figures.Number(r.MedianNs), $"{Figures.Number(r.NsPerEvent)} ± {Figures.Number(r.StdDevNs)}", Figures.Count(r.N), Figures.Number(r.MegabytesPerSecond), Figures.Number(r.AllocatedPerEvent),
    ];

    private static void Answers(StringBuilder html, ParserRun fact)
    {
        if (fact.Answers is not { Count: > 0 } answers)
        {
            return;
        }

        html.Append("<details><summary>Memory by length of the answer, exact</summary>\n");
        HtmlPage.Table(html, ["way ", "tokens", "text bytes", "allocated", "peak heap"], answers.Select(a => (IReadOnlyList<string>)
            [a.Way, Figures.Count(a.Tokens), Figures.Count(a.AnswerBytes), Figures.Count(a.Allocated), Figures.Count(a.PeakHeap)]));
        html.Append("</details>\n");
    }
}
