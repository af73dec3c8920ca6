using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Every run, whatever its kind: a plain row with its files. What could not be read says why.</summary>
internal static class RunsPart
{
    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        if (entries.Count > 0)
        {
            HtmlPage.MarkupTable(html, ["entry ", "kind ", "date", "commit ", "machine ", "files ", "subject "], entries.SelectMany(e => e.Runs).Select(Row));
        }
    }

    private static IReadOnlyList<string> Row(PublishedRun r) =>
    [
        E(r.Name), E(r.Kind), $"{r.StartedUtc:yyyy-MM-dd HH:mm}", $"<code>{E(ResultsPage.Short(r.Commit))}</code>", E(r.Machine),
        r.Page.EndsWith("/run.json", StringComparison.Ordinal) ? ResultsPage.Link(r, "run.json") : $"{ResultsPage.Link(r, "report")}, <a href=\"{E(r.Folder)}/run.json\">run.json</a>",
        E(r.Subject) + (r.Problem is { } problem ? $" <span class=\"said\">its figures cannot be read: {E(problem)}</span>" : ""),
    ];

    private static string E(string text) => SvgPlot.Escape(text);
}
