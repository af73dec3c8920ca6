using System.Text;
using EdgeQuake.Conformance;

namespace EdgeQuake.Bench;

/// <summary>The client matrix: every client as the newest published run that judged it left it, by standing and by family of cases.</summary>
internal static class ClientsPart
{
    /// <summary>What a client was really judged on; skipped and n/a say nothing of it.</summary>
    private static readonly Standing[] Judged = [Standing.Passed, Standing.Known, Standing.Warned, Standing.Failed, Standing.Broken];

    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        var clients = Newest(entries);
        if (clients.Count == 0)
        {
            return;
        }

        html.Append("<p>Each client as the newest published run that holds it judged it. Verdicts are counted, one a case and api: "
            + "a client is skipped where it does not declare the profile, and n/a where its api cannot show the case. ≈ known: a failure whose reason stands in the client's baseline.</p>\n");
        Summary(html, clients);
        html.Append("<details open><summary>By family of cases</summary>\n");
        Families(html, clients);
        html.Append("</details>\n");
    }

    /// <summary>Each client once, by name; a client of two runs is of the newer.</summary>
    internal static IReadOnlyList<(PublishedRun Source, ConformanceRun Run)> Newest(IReadOnlyList<PublishedEntry> entries) =>
    [
        .. entries.SelectMany(e => e.Runs).Where(r => r.Fact is ConformanceResult).OrderByDescending(r => r.StartedUtc)
            .SelectMany(r => ((ConformanceResult)r.Fact!).Clients.Select(c => (r, c))).DistinctBy(x => x.c.Client.Name, StringComparer.Ordinal).OrderBy(x => x.c.Client.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private static void Summary(StringBuilder html, IReadOnlyList<(PublishedRun Source, ConformanceRun Run)> clients) =>
        HtmlPage.MarkupTable(
            html, ["client ", "judged ", .. Standings.All.Select(s => $"{Standings.Sign(s)} {Standings.Word(s)}"), "rules observed", "run "],
            clients.Select(c =>
            {
                var all = Tally.Of(c.Run)[^1];
                var (observed, of) = Tally.Parsing(c.Run);
                return (IReadOnlyList<string>)
                [
                    $"{E(c.Run.Client.Name)} <span class=\"ci\">{E(c.Run.Client.Version)}</span>", Bar(all), .. Standings.All.Select(s => $"<span class=\"{(all[s] == 0 ? "none" : Css(s))}\">{all[s]}</span>"),
                    $"{observed} of {of}{(c.Run.Interrupted ? ", interrupted" : "")}", $"{ResultsPage.Link(c.Source, $"{c.Source.StartedUtc:yyyy-MM-dd}")}",
                ];
            }));

    /// <summary>Shares of what was judged; the numbers stand beside it.</summary>
    private static string Bar(Tally all)
    {
        var sum = Judged.Sum(s => all[s]);
        var (x, bar) = (0.0, new StringBuilder("<div class=\"bar\"><svg viewBox=\"0 0 150 14\" aria-hidden=\"true\">"));
        foreach (var standing in Judged.Where(s => all[s] > 0))
        {
            var width = 150.0 * all[standing] / sum;
            bar.Append(FormattableString.Invariant($"<rect class=\"{Fill(standing)}\" x=\"{x:0.#}\" y=\"1\" width=\"{width:0.#}\" height=\"12\"/>"));
            x += width;
        }

        return bar.Append("</svg></div>").ToString();
    }

    private static void Families(StringBuilder html, IReadOnlyList<(PublishedRun Source, ConformanceRun Run)> clients)
    {
        html.Append("<div class=\"scroll matrix\"><table><thead><tr><th class=\"l\">family</th>")
            .AppendJoin("", clients.Select(c => $"<th class=\"up\"><span>{E(c.Run.Client.Name)}</span></th>")).Append("</tr></thead><tbody>\n");
        foreach (var family in clients.SelectMany(c => c.Run.Verdicts).Select(Family).Distinct().Order(StringComparer.Ordinal))
        {
            html.Append($"<tr><td class=\"l\"><code>{E(family)}</code></td>").AppendJoin("", clients.Select(c => $"<td>{Cell(c.Run, family)}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static string Cell(ConformanceRun run, string family)
    {
        var counts = run.Verdicts.Where(v => Family(v) == family).CountBy(v => Standings.Of(run, v)).ToDictionary();
        var seen = Judged.Where(counts.ContainsKey).Select(s => $"<span class=\"{Css(s)}\">{Standings.Sign(s)}{counts[s]}</span>").ToArray();
        return seen.Length == 0 ? "<span class=\"none\">–</span>" : string.Join(' ', seen);
    }

    private static string Family(Verdict verdict) => verdict.Case.Split('/')[0];

    private static string Css(Standing standing) => standing switch
    {
        Standing.Passed => "ok",
        Standing.Failed or Standing.Broken => "bad",
        Standing.Warned => "warned",
        Standing.Known => "known",
        _ => "dim",
    };

    private static string Fill(Standing standing) => standing switch
    {
        Standing.Passed => "fill-c",
        Standing.Known => "fill-e",
        Standing.Warned => "fill-f",
        _ => "fill-bad",
    };

    private static string E(string? text) => SvgPlot.Escape(text ?? "");
}
