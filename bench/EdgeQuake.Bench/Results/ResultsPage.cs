using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Every published run as one page that needs no network: pure, from the facts alone, and the same bytes each time.</summary>
/// <remarks>runs → entries → parts, each by the kind of its runs → one page; a part without runs is left out.</remarks>
internal static class ResultsPage
{
    private const string Css = """

        table{font-size:14px}th,td{padding:4px 8px}td.wrap{min-width:44em}.one{max-width:760px;margin:10px 0}nav{margin:10px 0 4px}nav a{margin-right:14px;white-space:nowrap}a{color:var(--a)}h3{font-size:15px;margin:20px 0 4px}p{margin:6px 0;max-width:110ch}code{font:13px ui-monospace,monospace}
        div.iv{display:inline-block}.iv svg{width:230px;height:20px}.bar svg{width:150px;height:14px}.warned{color:var(--warn)}.known{color:var(--e)}.none{color:var(--d)}
        .matrix th.up{vertical-align:bottom;padding:6px 3px;text-align:center}.matrix th.up span{writing-mode:vertical-rl;transform:rotate(180deg)}.matrix td{padding:3px 5px;text-align:center}.matrix td.l{text-align:left}
        .matrix th:first-child,.matrix td:first-child{position:sticky;left:0;background:var(--bg);z-index:1}.said{color:var(--warn)}h2{border-top:1px solid var(--line);padding-top:14px}
        @media(max-width:700px){main{padding:12px}.iv svg{width:150px}.iv text{display:none}th,td{padding:4px 6px}}
        """;

    private static readonly (string Id, string Title, Action<StringBuilder, IReadOnlyList<PublishedEntry>> Append)[] Parts =
    [
        ("clients", "Clients, judged", ClientsPart.Append), ("parsers", "Parsers", ParsersPart.Append), ("client", "What reading costs", CostPart.Client), ("selftest", "How wrong are our own figures?", SelfTestPart.Append),
        ("load", "Load", LoadPart.Append), ("compared", "Servers side by side", LoadPart.Compared), ("pacing", "How late is the fake server itself?", CostPart.Pacing), ("throughput", "What serving costs", CostPart.Throughput),
        ("soak", "Soak", SoakPart.Append), ("history", "History", HistoryPart.Append), ("runs", "Every run", RunsPart.Append),
    ];

    public static string Render(IReadOnlyList<PublishedRun> runs)
    {
        var entries = PublishedEntry.Of(runs);
        var parts = Parts.Select(p => (p.Id, p.Title, Html: Part(p.Append, entries))).Where(p => p.Html.Length > 0).ToArray();
        var html = new StringBuilder("<h1>Published results</h1>\n");
        html.Append($"<p class=\"dim\">{Figures.Count(runs.Count)} runs of {Figures.Count(entries.Count)} entries{(runs.Count == 0 ? "" : $", the newest of {runs.Max(r => r.StartedUtc):yyyy-MM-dd}")}. Written by <code>edgequake-harness publish</code> from the run.json of each. "
            + "A figure stands beside the run it is of; intervals in brackets and lines beside dots are what the run says of its spread.</p>\n<nav>")
            .AppendJoin("", parts.Select(p => $"<a href=\"#{p.Id}\">{SvgPlot.Escape(p.Title)}</a>")).Append("</nav>\n");
        foreach (var (id, title, part) in parts)
        {
            html.Append($"<h2 id=\"{id}\">{SvgPlot.Escape(title)}</h2>\n").Append(part);
        }

        return HtmlPage.Wrap("Published results", html, Css);
    }

    /// <summary>Which run a figure is of: date, commit, machine, and its own report.</summary>
    public static string Source(PublishedRun r) =>
        $"<p class=\"dim\">{r.StartedUtc:yyyy-MM-dd HH:mm} UTC · commit <code>{SvgPlot.Escape(Short(r.Commit))}</code> · {SvgPlot.Escape(r.Machine)} · {Link(r, "its report")}</p>\n";

    public static string Link(PublishedRun r, string text) => $"<a href=\"{SvgPlot.Escape(r.Page)}\">{SvgPlot.Escape(text)}</a>";

    /// <summary>Enough of a commit to find it.</summary>
    public static string Short(string commit) => commit.Length > 7 ? commit[..7] : commit;

    private static string Part(Action<StringBuilder, IReadOnlyList<PublishedEntry>> append, IReadOnlyList<PublishedEntry> entries)
    {
        var html = new StringBuilder();
        append(html, entries);
        return html.ToString();
    }
}
