using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Providers side by side as one self-contained page: tables, distributions in one frame, verdicts, methods. Pure, from the fact alone.</summary>
public static class ProvidersHtml
{
    private static readonly string[] Plotted = ["ttft", "itl-stream", "rate", "characters", "chars-500", "e2e"];

    public static string Render(ProvidersResult r)
    {
        var html = new StringBuilder($"<h1>Providers compared</h1>\n<div class=\"dim\">{E(ProvidersText.Subject(r))}</div>\n");
        foreach (var (title, rows) in ProvidersText.Groups(r))
        {
            html.Append($"<h2>{E(title)}</h2>\n");
            HtmlPage.Table(html, ["provider ", .. ProvidersText.Heads.Skip(1)], rows.Select(ProvidersText.Row));
            Distributions(html, rows, Plotted);
            html.Append($"<h2>In the guide's layout: {E(title)}</h2>\n");
            HtmlPage.Table(html, ["provider ", "tokens/sec "], rows.Select(ProvidersText.Guide));
        }

        foreach (var c in r.Against)
        {
            html.Append($"<h2>{E(c.After)} against {E(c.Before)}</h2>\n");
            HtmlPage.Table(html, LoadComparisonText.HtmlHeads, LoadComparisonText.Rows(c));
        }

        HtmlPage.Notes(html.Append("<h2>Methods</h2>\n"), ProvidersText.Lines(r).Append(Table.Header(r.Header)));
        return HtmlPage.Wrap("Providers compared", html);
    }

    /// <summary>All rows in one frame a metric, with the key of their colours above.</summary>
    internal static void Distributions(StringBuilder html, IReadOnlyList<MeasuredProvider> rows, IEnumerable<string> metrics)
    {
        html.Append("<p class=\"dim\">").AppendJoin(" ", ProviderPlots.Legend(rows).Select(l => $"<span class=\"key\"><svg viewBox=\"0 0 10 10\"><rect class=\"{l.Css}\" width=\"10\" height=\"10\" rx=\"2\"/></svg>{E(l.Name)}</span>")).Append("</p>\n<div class=\"plots\">\n");
        foreach (var plot in metrics.Select(m => ProviderPlots.Cumulative(rows, m)).OfType<string>())
        {
            html.Append("<figure>").Append(plot).Append("</figure>\n");
        }

        html.Append("</div>\n");
    }

    private static string E(string text) => SvgPlot.Escape(text);
}
