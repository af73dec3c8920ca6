using System.Text;

namespace EdgeQuake.Bench;

/// <summary>The frame of a self-contained page: no script, no font, no address; light or dark as the reader's system says, and fit to print.</summary>
internal static class HtmlPage
{
    private const string Css = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1d2430;--dim:#5c6675;--line:#dfe3ea;--card:#f6f8fb;--a:#2f6fb4;--b:#b8560b;--c:#1b8a6b;--d:#8b93a1;--e:#7b4bb8;--f:#d19a00;--g:#8a5a44;--bad:#c0263a;--ok:#1b7f4d;--warn:#a86200}
        @media (prefers-color-scheme:dark){:root{--bg:#12161d;--fg:#e4e8ef;--dim:#98a2b3;--line:#2b323e;--card:#1a202a;--a:#6aa9e9;--b:#eb9650;--c:#54c9a5;--d:#7d8798;--e:#b48cf0;--f:#f2cc4d;--g:#c99a80;--bad:#ff7182;--ok:#52cd8d;--warn:#f0b14a}}
        *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1500px;margin:0 auto;padding:24px}h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px}
        .dim,.tick{color:var(--dim);fill:var(--dim)}.badge{font-weight:700;padding:2px 9px;border-radius:6px;border:2px solid currentColor}
        .valid,.ok{color:var(--ok)}.degraded{color:var(--warn)}.invalid,.bad{color:var(--bad)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:18px 0}
        .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 14px}.card b{display:block;font-size:23px;line-height:1.25}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(560px,100%),1fr));gap:14px}
        figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px;min-width:0;overflow-x:auto}svg{display:block;width:100%;height:auto}figure>svg{min-width:520px}
        svg text{font:11px system-ui,sans-serif}svg .title{font-size:13px;font-weight:600;fill:var(--fg)}
        .grid{stroke:var(--line);stroke-width:1;fill:none}.cut{stroke:var(--dim);stroke-dasharray:4 3;fill:none}.line{fill:none;stroke-width:2}
        .fill-a{fill:var(--a)}.fill-b{fill:var(--b)}.fill-c{fill:var(--c)}.fill-d{fill:var(--d)}.fill-e{fill:var(--e)}.fill-f{fill:var(--f)}.fill-g{fill:var(--g)}.fill-bad{fill:var(--bad)}.faint{opacity:.4}
        .stroke-a{stroke:var(--a)}.stroke-b{stroke:var(--b)}.stroke-c{stroke:var(--c)}.stroke-d{stroke:var(--d)}.stroke-e{stroke:var(--e)}.stroke-f{stroke:var(--f)}.stroke-g{stroke:var(--g)}.dashed{stroke-dasharray:6 4}.key{white-space:nowrap;margin-right:1em}.key svg{display:inline-block;width:10px;height:10px;margin-right:5px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
        th,td{padding:4px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}th{color:var(--dim);font-weight:600}
        th:first-child,td:first-child,.l{text-align:left}td.wrap{white-space:normal;min-width:22em}li{margin:3px 0}.ci{display:block;color:var(--dim);font-size:12px}
        details{margin:10px 0}summary{cursor:pointer;font-weight:600}@media print{body{font-size:11px}figure,tr{break-inside:avoid}}
        """;

    /// <param name="css">Rules of this page alone.</param>
    public static string Wrap(string title, StringBuilder body, string css = "") =>
        $"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{SvgPlot.Escape(title)}</title>\n<style>\n{Css}{css}\n</style>\n<main>\n{body}</main>\n</html>\n";

    /// <summary>A table; cells are plain text and escaped here. Columns whose head ends in a space are aligned left, the last of them may wrap.</summary>
    public static void Table(StringBuilder html, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) =>
        MarkupTable(html, [.. heads.Select(SvgPlot.Escape)], rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Cell)]));

    /// <summary>The same of heads and cells that are markup already.</summary>
    public static void MarkupTable(StringBuilder html, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (var head in heads)
        {
            html.Append(head.EndsWith(' ') ? "<th class=\"l\">" : "<th>").Append(head.Trim()).Append("</th>");
        }

        html.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                html.Append(!heads[i].EndsWith(' ') ? "<td>" : i == row.Count - 1 ? "<td class=\"l wrap\">" : "<td class=\"l\">").Append(row[i]).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    /// <summary>Sentences as a list.</summary>
    public static void Notes(StringBuilder html, IEnumerable<string> lines) =>
        html.Append("<ul class=\"dim\">").AppendJoin("", lines.Select(l => $"<li>{SvgPlot.Escape(l)}</li>\n")).Append("</ul>\n");

    /// <summary>A cell's text as markup. An interval after a value stands on a line of its own, smaller.</summary>
    public static string Cell(string text)
    {
        var at = text.IndexOf(" [", StringComparison.Ordinal);
        return at < 0 || !text.EndsWith(']') ? SvgPlot.Escape(text) : $"{SvgPlot.Escape(text[..at])}<span class=\"ci\">{SvgPlot.Escape(text[(at + 1)..])}</span>";
    }
}
