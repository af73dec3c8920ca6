using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A load run as plain text: one line while it runs, a table when it is over. No colours, no cursor movement.</summary>
public static class LoadConsole
{
    private static readonly string[] Heads = ["n", "p50", "p90", "p95", "p99", "p99.9", "max"];

    /// <summary>One line of a running load.</summary>
    public static string Line(LoadProgress p)
    {
        var time = p.Total is { } t ? $"{p.Elapsed.TotalSeconds,5:0.0}/{t.TotalSeconds:0.#} s" : $"{p.Elapsed.TotalSeconds,5:0.0} s";
        var ttft = p.Ttft is { } m ? $" · ttft p50 {Figures.Number(m.TotalMilliseconds)} ms" + (p.TtftP95 is { } p95 ? $", p95 {Figures.Number(p95.TotalMilliseconds)} ms" : "") : "";
        var errors = string.Concat(p.Errors.Select(e => $" · {Words.Of(e.Class)} {Figures.Count(e.Streams)}"));
        var doubt = p.Doubt is { } d ? $" · {Words.Of(d.Trust).ToUpperInvariant()} so far" : "";
        return $"{Words.Of(p.Phase),-8} {time} · {p.Started} started · {p.Running} running · {p.Complete} complete · {p.Failed} failed · {p.TokensPerSecond:0} tokens/s{ttft}{errors}{doubt}";
    }

    /// <summary>The same as rows of a display that is redrawn.</summary>
    public static IReadOnlyList<(string Name, string Value)> Live(LoadProgress p) =>
    [
        (Words.Of(p.Phase), p.Total is { } t ? $"{p.Elapsed.TotalSeconds:0.0} of {t.TotalSeconds:0.#} s" : $"{p.Elapsed.TotalSeconds:0.0} s"),
        ("streams", $"{Figures.Count(p.Running)} open · {Figures.Count(p.Started)} started · {Figures.Count(p.Complete)} complete"),
        ("ttft", p.Ttft is { } p50 ? $"p50 {Figures.Number(p50.TotalMilliseconds)} ms" + (p.TtftP95 is { } p95 ? $" · p95 {Figures.Number(p95.TotalMilliseconds)} ms" : "") : "no stream is over yet"),
        ("tokens/s", $"{p.TokensPerSecond:0}"),
        ("errors", p.Errors.Count == 0 ? "none" : $"{Figures.Count(p.Errors.Sum(e => e.Streams))}: {string.Join(" · ", p.Errors.Select(e => $"{Words.Of(e.Class)} {Figures.Count(e.Streams)}"))}"),
        ("validity", p.Doubt is { } d ? $"{Words.Of(d.Trust).ToUpperInvariant()}: {d.What}" : "nothing against it so far"),
    ];

    public static string Table(LoadResult r)
    {
        var text = new StringBuilder().AppendLine(LoadText.Subject(r)).AppendLine(LoadText.Trusted(r));
        foreach (var finding in r.Validity.Findings)
        {
            text.AppendLine($"  {Words.Of(finding.Trust)}: {finding.What}");
        }

        if (r.Refusal is null)
        {
            Spreads(text.AppendLine(LoadText.Cuts(r)).AppendLine(), r.Summary);
            Facts(text.AppendLine(), r);
            Noted(text, r);
        }

        return text.AppendLine($"{"verdict",-22}{LoadText.Verdict(r)}").ToString();
    }

    /// <summary>No column is wider than what stands in it: the table fits terminals of the usual width.</summary>
    private static void Spreads(StringBuilder text, LoadSummary s)
    {
        string[][] rows = [["", "", .. Heads], .. s.Spreads.Where(x => x.Count > 0).Select(Row)];
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(r => r[column].Length))];
        foreach (var row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
        }
    }

    private static string[] Row(Spread spread)
    {
        var facts = MetricTable.Find(spread.Metric)!;
        return [facts.Title, facts.Unit, Figures.Count(spread.Count), .. PercentileFloor.Printed.Select(p => Figures.Percentile(spread, p)), Figures.Number(spread.Max)];
    }

    private static void Facts(StringBuilder text, LoadResult r)
    {
        IEnumerable<(string Name, string Value)> lines =
        [
            ("outcomes", LoadText.Outcomes(r.Summary)), .. LoadText.Rates(r.Summary), ("delivery", LoadText.Delivered(r.Summary)),
            ("tokens", LoadText.TokenCounts(r.Summary)), ("stalls", LoadText.Stalled(r.Summary)), .. LoadText.OnTheWay(r),
        ];
        foreach (var (name, value) in lines)
        {
            text.AppendLine($"{name,-22}{value}");
        }

        if (LoadText.LimitedBy(r.Summary) is { } limited)
        {
            text.AppendLine($"{"limited",-22}{limited}");
        }

        if (LoadText.AskedAgain(r.Summary) is { } again)
        {
            text.AppendLine($"{"asked again",-22}{again}");
        }

        if (LoadText.Cost(r) is { } cost)
        {
            text.AppendLine($"{"cost",-22}{cost}");
        }

        foreach (var (name, value) in LoadText.Variants(r))
        {
            text.AppendLine($"{name,-22} {value}");
        }

        foreach (var o in r.Objectives)
        {
            text.AppendLine($"{o.Objective.Text,-22}{LoadText.Objective(o)}");
        }
    }

    private static void Noted(StringBuilder text, LoadResult r)
    {
        foreach (var s in r.FailedStreams.Take(5))
        {
            text.AppendLine($"{"failed",-22}#{s.Number} {Words.Of(s.Class)}{(s.RequestId is null ? "" : " " + s.RequestId)}: {s.Message ?? "no further word"}");
        }

        if (r.FailedStreams.Count > 5)
        {
            text.AppendLine($"{"",-22}… and {r.FailedStreams.Count - 5} more in the report");
        }
    }
}
