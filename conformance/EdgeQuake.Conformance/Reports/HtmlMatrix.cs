using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The matrix of the page: a row per case, a column per client, a button per verdict. A sign and a word beside each colour: no meaning by colour alone.</summary>
internal static class HtmlMatrix
{
    /// <summary>With more clients than these their names stand upright, so that fifteen columns fit beside the rules.</summary>
    private const int Wide = 3;

    internal static void Append(StringBuilder page, ConformanceResult result)
    {
        var cells = result.Clients.SelectMany((run, column) => run.Verdicts.Select(v => (Run: run, Column: column, Verdict: v)))
            .Select((c, index) => (c.Run, c.Column, c.Verdict, Index: index)).ToLookup(c => c.Verdict.Case, StringComparer.Ordinal);
        page.Append($"<section class=\"scroll matrix\"><table id=\"matrix\"{(result.Clients.Count > Wide ? " class=\"many\"" : "")}>\n<thead><tr><th scope=\"col\">case</th>");
        foreach (var run in result.Clients)
        {
            var (name, version) = (HtmlReport.Text(run.Client.Name), HtmlReport.Text(run.Client.Version));
            page.Append($"<th scope=\"col\" title=\"{name} {version}\"><span>{name} <small>{version}</small></span></th>");
        }

        page.Append("</tr></thead>\n");
        foreach (var family in result.Rules.GroupBy(r => r.Id.Split('/')[0], StringComparer.Ordinal))
        {
            page.Append($"<tbody><tr class=\"family\"><th scope=\"rowgroup\" colspan=\"{result.Clients.Count + 1}\"><span>{HtmlReport.Text(family.Key)}</span></th></tr>\n");
            foreach (var rule in family)
            {
                Row(page, rule, result.Clients.Count, cells[rule.Id].ToLookup(c => c.Column, c => (c.Run, c.Verdict, c.Index)));
            }

            page.Append("</tbody>\n");
        }

        page.Append("</table></section>\n");
    }

    internal static string Class(Standing standing) => standing == Standing.NotApplicable ? "na" : Standings.Word(standing);

    private static void Row(StringBuilder page, CaseRule rule, int columns, ILookup<int, (ConformanceRun Run, Verdict Verdict, int Index)> cells)
    {
        page.Append($"<tr data-level=\"{HtmlReport.Text(rule.Level)}\" data-profile=\"{HtmlReport.Text(rule.Profile)}\"><th scope=\"row\"><code>{HtmlReport.Text(rule.Id)}</code> <small>{HtmlReport.Text(rule.Level)}</small><p>{HtmlReport.Text(rule.About)}</p></th>");
        for (var column = 0; column < columns; column++)
        {
            page.Append("<td>");
            foreach (var (run, verdict, index) in cells[column])
            {
                var standing = Standings.Of(run, verdict);
                var word = $"{Standings.Word(standing)}: {verdict.Case}, {verdict.Profile} by {verdict.Api}" + (verdict.Reason is null ? "" : $". {verdict.Reason}");
                page.Append($"<button class=\"{Class(standing)}\" data-i=\"{index}\" title=\"{HtmlReport.Text(word)}\">{Standings.Sign(standing)}</button>");
            }

            page.Append("</td>");
        }

        page.Append("</tr>\n");
    }
}
