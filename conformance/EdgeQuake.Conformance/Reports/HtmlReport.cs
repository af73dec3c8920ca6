using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The run as one HTML file that needs no network: a matrix of clients and cases, and per cell the rule, the bytes with times, and both witnesses' words.</summary>
public static class HtmlReport
{
    /// <summary>The page; readable without scripts, filterable with them; light and dark as the reader's system is.</summary>
    public static string Render(ConformanceResult result)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<title>Conformance of streaming clients</title>\n<style>\n").Append(Asset("page.css")).Append("</style>\n</head>\n<body>\n<header>\n<h1>Conformance of streaming clients</h1>\n");
        page.Append($"<p>{Text(Provenance(result))}</p>\n</header>\n<main>\n");
        Summary(page, result);
        page.Append(Asset("page.filters.html"));
        HtmlMatrix.Append(page, result);
        page.Append("<aside id=\"panel\" hidden tabindex=\"-1\" aria-live=\"polite\"></aside>\n</main>\n");
        page.Append("<script type=\"application/json\" id=\"data\">").Append(HtmlData.Of(result)).Append("</script>\n<script>\n").Append(Asset("page.js")).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    internal static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    private static string Provenance(ConformanceResult result)
    {
        var header = result.Header;
        return $"{header.StartedUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC · {header.Tool} at {header.Commit} · {header.Runtime} · {header.Machine} · seed {header.Seed} · "
            + $"{result.Rules.Count} cases · {header.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s" + (header.Provenance is null ? "" : $" · {header.Provenance}");
    }

    private static void Summary(StringBuilder page, ConformanceResult result)
    {
        page.Append("<section class=\"scroll\"><table class=\"summary\">\n<thead><tr><th scope=\"col\">client</th>");
        foreach (var standing in Standings.All)
        {
            page.Append($"<th scope=\"col\">{Standings.Sign(standing)} {Standings.Word(standing)}</th>");
        }

        page.Append("<th scope=\"col\">parsing rules observed</th></tr></thead>\n<tbody>\n");
        foreach (var run in result.Clients)
        {
            var all = Tally.Of(run)[^1];
            var (observed, of) = Tally.Parsing(run);
            page.Append($"<tr><th scope=\"row\">{Text(run.Client.Name)} <small>{Text(run.Client.Version)}{Text(run.Client.Source is null ? "" : $", from {run.Client.Source}")}</small></th>");
            foreach (var standing in Standings.All)
            {
                page.Append($"<td class=\"{(all[standing] == 0 ? "none" : HtmlMatrix.Class(standing))}\">{all[standing]}</td>");
            }

            page.Append($"<td>{observed} of {of}{(run.Interrupted ? ", interrupted" : "")}{Text(run.Broke is null ? "" : $", stopped: {run.Broke}")}</td></tr>\n");
        }

        page.Append("</tbody></table></section>\n");
    }

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("reports/" + name)
            ?? throw new InvalidOperationException($"the page's part {name} is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
