using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A throughput run as text, Markdown and run.json (kind throughput).</summary>
public static class ThroughputReport
{
    /// <summary>Version of results/schema/throughput-run.schema.json.</summary>
    public const int Schema = 1;

    internal static readonly string[] Heads = ["manner", "server", "µs CPU/event", "events/CPU s", "events/s", "events/read", "failed"];

    public static string Json(ThroughputResult r) => JsonSerializer.Serialize(r, RunJsonContext.Default.ThroughputResult) + "\n";

    /// <summary>The result of a run.json of kind throughput; a <see cref="JsonException"/> when it is none.</summary>
    public static ThroughputResult Read(string json) => WholeJson.Read<ThroughputResult>(json, "throughput run");

    public static string Text(ThroughputResult r) => $"Throughput: what an event costs the server; {Of(r)}\n\n{Table.Text(Heads, r.Rows.Select(Cells))}\n{string.Join('\n', Lines(r))}\n";

    public static string Markdown(ThroughputResult r) =>
        $"# Throughput: what an event costs the server\n\nProcessor time of the server's process for each event that was read; {Of(r)}\n\n{Table.Markdown(Heads, r.Rows.Select(Cells))}\n"
        + $"{string.Join("\n\n", Lines(r))}\n\n{Table.Header(r.Header)}\n";

    internal static string Of(ThroughputResult r) =>
        $"windows of {r.Seconds:0.##} s, {Figures.Count(r.Rows.Select(x => x.Repeats.Count).DefaultIfEmpty().Max())} × each, servers in turns: median [least, greatest].";

    internal static IEnumerable<string> Cells(ThroughputRow row)
    {
        var m = row.Repeats;
        yield return Words.Of(row.Manner);
        yield return Words.Of(row.Server);
        yield return row.Cost?.Text ?? "–";
        yield return Middle.Of(m.Select(x => (double?)x.EventsPerCpuSecond), "–");
        yield return Middle.Of(m.Select(x => (double?)x.EventsPerSecond), "–");
        yield return Middle.Of(m.Select(x => (double?)x.EventsPerRead), "–");
        yield return Figures.Count(m.Sum(x => x.Failed));
    }

    internal static IEnumerable<string> Lines(ThroughputResult r)
    {
        foreach (var goal in r.Goals)
        {
            yield return $"{Words.Of(goal.Result).ToUpperInvariant()}: {goal.What}: {goal.Seen} (goal {goal.Target})";
        }

        yield return $"{Words.Of(r.Validity.Trust).ToUpperInvariant()}{string.Concat(r.Validity.Findings.Select(f => $"\n- {f.What}"))}";
        yield return "apart: as fast as it goes, every event in a send of its own. merged: many events in a send, which is what aimock does without latency, and ours with write: whole. "
            + "paced: 50 events a second on each stream, each in a send of its own. OpenAI chat frames everywhere; ours keeps its journal; bare makes its frames before and keeps nothing.";
        yield return r.Aimock is { } version
            ? $"aimock is npm @copilotkit/aimock {version}, its log silent."
            : $"aimock was not measured: it is not installed in {r.AimockFolder} (run npm ci there).";
        if (r.Broken is { } broken)
        {
            yield return $"Ended early: {broken}";
        }

        if (r.Interrupted)
        {
            yield return "Interrupted: what was measured until then.";
        }
    }
}
