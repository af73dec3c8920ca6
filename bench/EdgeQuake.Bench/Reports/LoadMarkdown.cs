using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A load run as Markdown, to be published or pasted: pure, from the fact alone.</summary>
public static class LoadMarkdown
{
    public static string Render(LoadResult r)
    {
        var md = new StringBuilder("# Load run\n\n").Append(LoadText.Subject(r)).Append("\n\n**").Append(LoadText.Trusted(r)).Append("** · ").Append(LoadText.Verdict(r)).Append("\n\n");
        foreach (var finding in r.Validity.Findings)
        {
            md.Append($"- {Words.Of(finding.Trust)}: {finding.What}\n");
        }

        if (r.Refusal is null)
        {
            Figures(md.Append('\n').Append(LoadText.Cuts(r)).Append("\n\n"), r);
            Streams(md, "Slowest complete streams", r.Slowest);
            Streams(md, "Streams that failed", r.FailedStreams);
        }

        return Methods(md, r).ToString();
    }

    private static void Figures(StringBuilder md, LoadResult r)
    {
        md.Append("| metric | unit | n | p50 | p90 | p95 | p99 | p99.9 | max |\n|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var s in r.Summary.Spreads.Where(s => s.Count > 0))
        {
            var facts = MetricTable.Find(s.Metric)!;
            var cells = s.Percentiles.Select(Bench.Figures.WithInterval);
            md.Append($"| {facts.Title} | {facts.Unit} | {Bench.Figures.Count(s.Count)} | {string.Join(" | ", cells)} | {Bench.Figures.Number(s.Max)} |\n");
        }

        md.Append("\nIn brackets: 95 % interval by order statistics.\n\n");
        IEnumerable<(string Name, string Value)> lines =
        [
            ("outcomes", LoadText.Outcomes(r.Summary)), .. LoadText.Rates(r.Summary), ("delivery", LoadText.Delivered(r.Summary)), ("tokens", LoadText.TokenCounts(r.Summary)),
            ("stalls", LoadText.Stalled(r.Summary)), .. LoadText.OnTheWay(r), .. r.Objectives.Select(o => ($"`{o.Objective.Text}`", LoadText.Objective(o))),
        ];
        lines = LoadText.LimitedBy(r.Summary) is { } limited ? lines.Append(("limited", limited)) : lines;
        lines = LoadText.AskedAgain(r.Summary) is { } again ? lines.Append(("asked again", again)) : lines;
        foreach (var (name, value) in (LoadText.Cost(r) is { } cost ? lines.Append(("cost", cost)) : lines).Concat(LoadText.Variants(r)))
        {
            md.Append($"- {name}: {value}\n");
        }
    }

    private static void Streams(StringBuilder md, string title, IReadOnlyList<NotedStream> streams)
    {
        if (streams.Count == 0)
        {
            return;
        }

        md.Append($"\n## {title}\n\n| stream | planned, s | class | status | TTFT, ms | end to end, ms | tokens | request id | message |\n|--:|--:|---|--:|--:|--:|--:|---|---|\n");
        foreach (var s in streams)
        {
            md.Append($"| {s.Number} | {s.PlannedMs / 1000:0.000} | {Words.Of(s.Class)} | {s.Status} | {Bench.Figures.Number(s.TtftMs)} | {Bench.Figures.Number(s.EndToEndMs)} | {s.Tokens} | {Cell(s.RequestId)} | {Cell(s.Message)} |\n");
        }
    }

    private static StringBuilder Methods(StringBuilder md, LoadResult r)
    {
        md.Append("\n## Methods\n\n");
        foreach (var line in MethodsPart.Lines(r))
        {
            md.Append($"- {line}\n");
        }

        return md;
    }

    private static string Cell(string? text) => text?.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ") ?? "";
}
