using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A client run as text, Markdown and run.json (kind client).</summary>
public static class ClientReport
{
    /// <summary>Version of results/schema/client-run.schema.json.</summary>
    public const int Schema = 1;

    internal static readonly string[] Heads = ["client", "µs CPU/event", "events/s", "B/event", "KB/stream", "late p50 ms", "late p99 ms", "latest ms", "failed"];

    public static string Json(ClientResult r) => JsonSerializer.Serialize(r, RunJsonContext.Default.ClientResult) + "\n";

    /// <summary>The result of a run.json of kind client; a <see cref="JsonException"/> when it is none.</summary>
    public static ClientResult Read(string json) => WholeJson.Read<ClientResult>(json, "client run");

    public static string Text(ClientResult r) => $"Client: what an event costs who reads it; {Of(r)}\n\n{Table.Text(Heads, r.Rows.Select(Cells))}\n{string.Join('\n', Lines(r))}\n";

    public static string Markdown(ClientResult r) =>
        $"# Client: what an event costs who reads it\n\nProcessor time of the client's process for each event that it received; {Of(r)}\n\n{Table.Markdown(Heads, r.Rows.Select(Cells))}\n"
        + $"{string.Join("\n\n", Lines(r))}\n\n{Table.Header(r.Header)}\n";

    internal static string Of(ClientResult r) =>
        $"{r.Streams} streams × {r.Rate:0.#}/s, windows of {r.Seconds:0.##} s, {Figures.Count(r.Rows.Select(x => x.Repeats.Count).DefaultIfEmpty().Max())} × each, clients in turns: median [least, greatest].";

    internal static IEnumerable<string> Cells(ClientRow row)
    {
        var m = row.Repeats;
        yield return Words.Of(row.Client);
        yield return row.Cost?.Text ?? "–";
        yield return Middle.Of(m.Select(x => (double?)x.EventsPerSecond), "–");
        yield return row.Allocated?.Text ?? "–";
        yield return row.Kilobytes?.Text ?? "–";
        yield return Middle.Of(m.Select(x => (double?)x.Lateness.P50), "–");
        yield return Middle.Of(m.Select(x => (double?)x.Lateness.P99), "–");
        yield return Middle.Of(m.Select(x => (double?)x.Lateness.Max), "–");
        yield return Figures.Count(m.Sum(x => x.Failed));
    }

    internal static IEnumerable<string> Lines(ClientResult r)
    {
        foreach (var goal in r.Goals)
        {
            yield return $"{Words.Of(goal.Result).ToUpperInvariant()}: {goal.What}: {goal.Seen} (goal {goal.Target})";
        }

        yield return $"{Words.Of(r.Validity.Trust).ToUpperInvariant()}{string.Concat(r.Validity.Findings.Select(f => $"\n- {f.What}"))}";
        yield return $"Paths: {string.Join("; ", r.Rows.Select(x => $"{Words.Of(x.Client)}: {x.Path}"))}.";
        yield return "late: reception − emission of each token, the server's stamp just before its send. B/event: managed allocations of the whole process in the window, by whatever runs in it."
            + (r.Held > 0 ? $" KB/stream: resident memory with {Figures.Count(r.Held)} streams at a token a second each, less before the first, garbage collected at both." : "");
        yield return r.Httpx is { } version ? $"Python: {version}." : "httpx was not measured: it was left out.";
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
