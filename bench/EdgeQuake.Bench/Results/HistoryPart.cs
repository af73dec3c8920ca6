using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Entries with more than one run: their key figures, a column a run, the newest first.</summary>
internal static class HistoryPart
{
    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.Runs.Count > 1))
        {
            var figures = entry.Runs.Select(r => KeyFigures.Of(r.Fact).GroupBy(f => f.Name).ToDictionary(g => g.Key, g => g.First().Value)).ToArray();
            html.Append($"<h3>{SvgPlot.Escape(entry.Name)} <span class=\"dim\">{SvgPlot.Escape(entry.Kind)}, {Figures.Count(entry.Runs.Count)} runs</span></h3>\n");
            HtmlPage.MarkupTable(
                html, ["figure ", .. entry.Runs.Select(r => $"{ResultsPage.Link(r, $"{r.StartedUtc:yyyy-MM-dd}")} <code>{SvgPlot.Escape(ResultsPage.Short(r.Commit))}</code><br>{SvgPlot.Escape(r.Machine)}")],
                figures.SelectMany(f => f.Keys).Distinct().Select(name => (IReadOnlyList<string>)[SvgPlot.Escape(name), .. figures.Select(f => HtmlPage.Cell(f.GetValueOrDefault(name, "–")))]));
        }
    }
}
