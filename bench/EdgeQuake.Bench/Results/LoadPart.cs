using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Load runs in one table, and servers that were asked in turns. What our own scripted server answered stands under the word simulated.</summary>
internal static class LoadPart
{
    private static readonly string[] Heads =
        ["run ", "n", "failed", "TTFT p50, ms", "TTFT p95, ms", "ITL p50, ms", "ITL p99, ms", "tokens/s a stream, p50", "goodput, streams/s", "validity ", "date, commit, machine ", "load "];

    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        foreach (var group in PublishedEntry.Newests<LoadResult>(entries).Where(x => x.Fact.Refusal is null).GroupBy(x => OnThisMachine(x.Fact)).OrderByDescending(g => g.Key))
        {
            html.Append(group.Key
                ? $"<h3>{ProvidersText.SimulatedHead}</h3>\n<p>The servers were on the machine that measured them (loopback): answers as scripted, at times behind a proxy. A pace that bears a provider's name is the streaming guide's figure, played.</p>\n"
                : "<h3>measured</h3>\n");
            html.Append("<p>Drawn: time to first token, p50 as the dot, the line to p95, ms, logarithmic. In brackets the 95 % interval by order statistics; a failed stream is above every number.</p>\n");
            ResultTable.Append(html, Heads, [.. group], Cells, 1, x => Interval.Of(x.Fact.Summary.Of("ttft").At(50), x.Fact.Summary.Of("ttft").At(50), x.Fact.Summary.Of("ttft").At(95)));
        }
    }

    public static void Compared(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        foreach (var (run, fact) in PublishedEntry.Newests<ProvidersResult>(entries))
        {
            html.Append($"<h3>{SvgPlot.Escape(run.Name)}</h3>\n").Append(ResultsPage.Source(run)).Append($"<p>{SvgPlot.Escape(ProvidersText.Subject(fact))}</p>\n");
            foreach (var (title, rows) in ProvidersText.Groups(fact))
            {
                html.Append($"<p><b>{SvgPlot.Escape(title)}{(rows.All(r => !r.Simulated && OnThisMachine(r.Run)) ? ", servers on the same machine" : "")}</b></p>\n");
                HtmlPage.Table(html, ["server ", .. ProvidersText.Heads.Skip(1)], rows.Select(r => (IReadOnlyList<string>)[.. ProvidersText.Row(r).Zip(Intervals(r), (text, interval) => $"{text} {interval}".TrimEnd())]));
                ProvidersHtml.Distributions(html, rows, ["ttft", "rate"]);
            }

            html.Append("<details><summary>Comparisons, methods</summary>\n");
            HtmlPage.Notes(html, ProvidersText.Lines(fact));
            html.Append("</details>\n");
        }
    }

    /// <summary>A loopback address: whatever answered, it was no provider.</summary>
    private static bool OnThisMachine(LoadResult r) => Uri.TryCreate(r.Load.Target, UriKind.Absolute, out var target) && target.IsLoopback;

    private static string[] Cells((PublishedRun Run, LoadResult Fact) x)
    {
        var s = x.Fact.Summary;
        return
        [
            x.Run.Name, Figures.Count(s.Streams), $"{Figures.Percent(s.Rates.Failed)} [{Figures.Percent(s.Rates.FailedLow)}, {Figures.Percent(s.Rates.FailedHigh)}]",
            Figures.WithInterval(s.Of("ttft"), 50), Figures.WithInterval(s.Of("ttft"), 95), Figures.WithInterval(s.Of("itl"), 50), Figures.WithInterval(s.Of("itl"), 99),
            Figures.WithInterval(s.Of("rate"), 50), Figures.Number(s.Rates.Goodput), LoadText.Trusted(x.Fact).Split(" · ")[0],
            $"{x.Run.StartedUtc:yyyy-MM-dd} {ResultsPage.Short(x.Run.Commit)} {x.Run.Machine}", LoadText.Subject(x.Fact),
        ];
    }

    /// <summary>The intervals of the columns of a provider's row, where they have any.</summary>
    private static string[] Intervals(MeasuredProvider r)
    {
        var s = r.Run.Summary;
        string Of(string metric, double percentile) => s.Of(metric).Percentiles.Where(p => p.Percentile == percentile).Select(Figures.Interval).FirstOrDefault() ?? "";
        return ["", "", "", Of("ttft", 50), Of("ttft", 95), Of("itl", 50), Of("rate", 50), Of("characters", 50), Of("chars-500", 50), "", ""];
    }
}
