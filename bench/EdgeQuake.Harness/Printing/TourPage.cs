using System.Net;
using EdgeQuake.Bench;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>The tour's one HTML file: a summary, then the two reports whole, each in a frame of its own; nothing is loaded from anywhere.</summary>
internal static class TourPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1a1a1a;background:#fff}"
        + "h1,h2{line-height:1.2}table{border-collapse:collapse}td,th{padding:.25rem .75rem;border-bottom:1px solid #ddd;text-align:left}"
        + "iframe{width:100%;height:60rem;border:1px solid #ddd;border-radius:.5rem}code{background:#f3f3f3;padding:.1rem .3rem;border-radius:.2rem}";

    public static string Render(TourResult tour) =>
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + $"<title>EdgeQuake.Harness: the tour</title><style>{Style}</style></head><body>\n"
        + "<h1>The tour: played, judged, measured</h1>\n<table><tbody>\n"
        + string.Concat(TourSummary.Rows(tour).Select(r => $"<tr><th>{Text(r.Name)}</th><td>{Text(r.Value)}</td></tr>\n"))
        + "</tbody></table>\n<h2>Judged: the built-in .NET clients</h2>\n" + Frame("conformance", HtmlReport.Render(tour.Conformance))
        + (tour.Load is null ? "" : "<h2>Measured: a known schedule</h2>\n" + Frame("load", LoadHtml.Render(tour.Load)))
        + "<h2>Next</h2>\n<ul>\n" + string.Concat(TourSummary.Next.Select(n => $"<li><code>{Text(n.Line)}</code> {Text(n.About)}</li>\n"))
        + "</ul>\n</body></html>\n";

    private static string Frame(string title, string page) => $"<iframe title=\"{title}\" srcdoc=\"{Text(page)}\"></iframe>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
