using System.Globalization;
using NBomber.Contracts.Stats;

namespace EdgeQuake.Bench.NBomber;

/// <summary>The figures of both engines under one head; pure.</summary>
internal static class SideBySide
{
    public static string Table(ScenarioStats theirs, LoadResult ours, string via)
    {
        var summary = ours.Summary;
        return string.Join('\n', [
            "| streams by our client and judge | by NBomber's engine | by our engine |", "|---|--:|--:|",
            Row("complete", theirs.Ok.Request.Count, summary.Complete),
            Row("failed", theirs.Fail.Request.Count, summary.Failed),
            Row("streams/s", theirs.Ok.Request.RPS, summary.Rates.Streams),
            .. Rows("time to first token, ms", theirs, StreamScenario.Ttft, summary.Of("ttft-actual")),
            .. Rows("inter-token latency, mean of a stream, ms", theirs, StreamScenario.Itl, summary.Of("itl-stream")),
            Row("tokens a stream, mean", Step(theirs, StreamScenario.Tokens)?.MeanMs, summary.Complete == 0 ? null : (double)summary.Tokens.Events / summary.Complete),
            "", $"read by: {via}; {ours.Load.Loop}",
        ]);
    }

    private static IEnumerable<string> Rows(string what, ScenarioStats theirs, string step, Spread ours)
    {
        var stats = Step(theirs, step);
        yield return Row($"{what}, p50", stats?.Percent50, ours.At(50));
        yield return Row($"{what}, p95", stats?.Percent95, ours.At(95));
    }

    private static LatencyStats? Step(ScenarioStats stats, string name) => stats.StepStats.FirstOrDefault(s => s.StepName == name)?.Ok.Latency;

    private static string Row(string what, double? theirs, double? ours) => $"| {what} | {Text(theirs)} | {Text(ours)} |";

    private static string Text(double? value) => value is { } v ? v.ToString("0.##", CultureInfo.InvariantCulture) : "–";
}
