using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A load run as one self-contained page: verdict, headline, plots, tables, methods. Pure, from the fact alone.</summary>
public static class LoadHtml
{
    public static string Render(LoadResult r)
    {
        var html = new StringBuilder();
        Head(html, r);
        if (r.Refusal is null)
        {
            Cards(html, r);
            Plots(html, r);
            Spreads(html, r);
            Facts(html, r);
            Streams(html, "Slowest complete streams", r.Slowest);
            Streams(html, "Streams that failed", r.FailedStreams);
        }

        Methods(html, r);
        return HtmlPage.Wrap($"Load run: {r.Load.Target}", html);
    }

    private static void Head(StringBuilder html, LoadResult r)
    {
        var trust = Words.Of(r.Validity.Trust);
        html.Append($"<h1>Load run</h1>\n<div class=\"dim\">{E(LoadText.Subject(r))}</div>\n")
            .Append($"<p><span class=\"badge {trust}\">{trust.ToUpperInvariant()}</span> <span class=\"{(r.ExitCode == 0 ? "ok" : "bad")}\">{E(LoadText.Verdict(r))}</span>")
            .Append($" <span class=\"dim\">{E(LoadText.Trusted(r).Split(" · ", 2).ElementAtOrDefault(1) ?? "")}</span></p>\n");
        if (r.Validity.Findings.Count > 0)
        {
            html.Append("<ul>").AppendJoin("", r.Validity.Findings.Select(f => $"<li class=\"{Words.Of(f.Trust)}\">{E(f.What)}</li>")).Append("</ul>\n");
        }
    }

    private static void Cards(StringBuilder html, LoadResult r)
    {
        var s = r.Summary;
        html.Append("<div class=\"cards\">");
        Card(html, "time to first token, p50", Headline(s.Of("ttft"), 50), "from planned start");
        Card(html, "time to first token, p95", Headline(s.Of("ttft"), 95), "from planned start");
        Card(html, "inter-token latency, p50", Headline(s.Of("itl"), 50), "pooled gaps");
        Card(html, "output tokens/s", Figures.Number(s.Rates.Tokens), $"{Figures.Number(s.Rates.TokensFull)} over the whole run");
        Card(html, "goodput, streams/s", Figures.Number(s.Rates.Goodput), $"{LoadText.Share(s.Rates.Good, s.Rates.GoodLow, s.Rates.GoodHigh)} of all");
        Card(html, "failed", Figures.Percent(s.Rates.Failed), $"{Figures.Count(s.Failed)} of {Figures.Count(s.Streams)} streams");
        html.Append("</div>\n").Append($"<p class=\"dim\">{E(LoadText.Cuts(r))}.</p>\n");
    }

    private static string Headline(Spread spread, double percentile) =>
        spread.Percentiles.Where(p => p.Percentile == percentile && p.Value is not null).Select(p => $"{Figures.Number(p.Value)} ms {Figures.Interval(p)}").FirstOrDefault() ?? Figures.Percentile(spread, percentile);

    private static void Card(StringBuilder html, string name, string value, string under)
    {
        var at = value.IndexOf(" [", StringComparison.Ordinal);
        var (number, interval) = at < 0 ? (value, "") : (value[..at], value[(at + 1)..] + " · ");
        html.Append($"<div class=\"card\"><span class=\"dim\">{E(name)}</span><b>{E(number)}</b><span class=\"dim\">{E(interval + under)}</span></div>");
    }

    private static void Plots(StringBuilder html, LoadResult r)
    {
        html.Append("<div class=\"plots\">\n");
        foreach (var plot in new[]
        {
            LatencyPlots.OverTime(r), LatencyPlots.Cumulative(r, "ttft"), LatencyPlots.Distribution(r, "ttft"), LatencyPlots.Distribution(r, "itl"),
            TimePlots.Tokens(r), TimePlots.Running(r), TimePlots.Outcomes(r), LatencyPlots.Cumulative(r, "e2e"),
        }.OfType<string>())
        {
            html.Append("<figure>").Append(plot).Append("</figure>\n");
        }

        html.Append("</div>\n");
    }

    private static void Spreads(StringBuilder html, LoadResult r)
    {
        html.Append("<h2>Latencies and rates</h2>\n");
        HtmlPage.Table(html, ["metric ", "unit", "n", "p50", "p90", "p95", "p99", "p99.9", "mean", "max"], r.Summary.Spreads.Where(s => s.Count > 0).Select(s =>
        {
            var facts = MetricTable.Find(s.Metric)!;
            return (IReadOnlyList<string>)
            [
                facts.Title, facts.Unit, Figures.Count(s.Count), .. s.Percentiles.Select(Figures.WithInterval),
                Figures.Number(s.Mean), Figures.Number(s.Max),
            ];
        }));
    }

    private static void Facts(StringBuilder html, LoadResult r)
    {
        IEnumerable<(string Name, string? Value)> rows =
        [
            ("outcomes", LoadText.Outcomes(r.Summary)), .. LoadText.Rates(r.Summary).Select(x => (x.Name, (string?)x.Value)), ("limited", LoadText.LimitedBy(r.Summary)), ("asked again", LoadText.AskedAgain(r.Summary)),
            ("delivery", LoadText.Delivered(r.Summary)), ("tokens", LoadText.TokenCounts(r.Summary)), ("stalls", LoadText.Stalled(r.Summary)), .. LoadText.OnTheWay(r).Select(x => (x.Name, (string?)x.Value)),
            .. r.Objectives.Select(o => (o.Objective.Text, (string?)LoadText.Objective(o))),
        ];
        html.Append("<h2>The run</h2>\n");
        HtmlPage.Table(html, [" ", " "], rows.Where(x => x.Value is not null).Select(x => (IReadOnlyList<string>)[x.Name, x.Value!]));
    }

    private static void Streams(StringBuilder html, string title, IReadOnlyList<NotedStream> streams)
    {
        if (streams.Count == 0)
        {
            return;
        }

        html.Append($"<details{(streams.Count <= 20 ? " open" : "")}><summary>{E(title)} ({streams.Count})</summary>\n");
        HtmlPage.Table(html, ["stream ", "planned, s", "class ", "status", "TTFT, ms", "end to end, ms", "tokens", "request id ", "message "], streams.Select(s => (IReadOnlyList<string>)
        [
            $"{s.Number}", $"{s.PlannedMs / 1000:0.000}", Words.Of(s.Class), $"{s.Status}", Figures.Number(s.TtftMs), Figures.Number(s.EndToEndMs), $"{s.Tokens}", s.RequestId ?? "", s.Message ?? "",
        ]));
        html.Append("</details>\n");
    }

    private static void Methods(StringBuilder html, LoadResult r) => HtmlPage.Notes(html.Append("<h2>Methods</h2>\n"), MethodsPart.Lines(r));

    private static string E(string text) => SvgPlot.Escape(text);
}
