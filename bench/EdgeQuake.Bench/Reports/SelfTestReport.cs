using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A self-test as text, Markdown and run.json (kind selftest).</summary>
public static class SelfTestReport
{
    /// <summary>Version of results/schema/selftest-run.schema.json.</summary>
    public const int Schema = 1;

    internal static readonly string[] Heads =
        ["streams", "tokens/s", "TTFT p50", "TTFT p99", "TTFT max", "ITL p50", "ITL p99", "ITL max", "late p50", "late p99", "late max", "pacing p99", "µs CPU/event", "verdict"];

    public static string Json(SelfTestResult r) => JsonSerializer.Serialize(r, RunJsonContext.Default.SelfTestResult) + "\n";

    /// <summary>The result of a run.json of kind selftest; a <see cref="JsonException"/> when it is none.</summary>
    public static SelfTestResult Read(string json) => WholeJson.Read<SelfTestResult>(json, "self-test");

    public static string Text(SelfTestResult r)
    {
        var text = new StringBuilder($"Self-test: reported − true, in ms, of {r.TokenRate:0.#} tokens/s a stream from a server in a process of its own\n\n");
        text.AppendJoin("  ", Heads.Select(h => h.PadLeft(12))).Append('\n');
        foreach (var row in r.Rows)
        {
            text.AppendJoin("  ", Cells(row).Select(c => c.PadLeft(12))).Append('\n');
        }

        return text.Append('\n').AppendJoin('\n', Lines(r)).Append('\n').ToString();
    }

    public static string Markdown(SelfTestResult r)
    {
        var md = new StringBuilder("# Self-test of the load engine\n\nReported − true, in ms. True is the stamp just before the send, taken by the server in a process of its own on the same clock.\n\n");
        md.Append($"| {string.Join(" | ", Heads)} |\n|{string.Concat(Heads.Select(_ => "--:|"))}\n");
        foreach (var row in r.Rows)
        {
            md.Append($"| {string.Join(" | ", Cells(row))} |\n");
        }

        md.Append('\n').AppendJoin("\n\n", Lines(r)).Append("\n\n");
        var h = r.Header;
        return md.Append($"{h.Tool} at {h.Commit}, {h.Runtime}; {h.Machine}; {h.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC; path: {string.Join(", ", r.Rows.Select(x => x.Path).Distinct())}.\n").ToString();
    }

    internal static IEnumerable<string> Cells(SelfTestRow r) =>
    [
        Figures.Count(r.Streams), Figures.Number(r.EventsPerSecond), Signed(r.Ttft.P50), Signed(r.Ttft.P99), Signed(r.Ttft.Max), Signed(r.Itl.P50), Signed(r.Itl.P99), Signed(r.Itl.Max),
        Figures.Number(r.Lateness.P50), Figures.Number(r.Lateness.P99), Figures.Number(r.Lateness.Max), Figures.Number(r.Pacing.P99), Figures.Number(r.ClientCpuMicroseconds),
        Words.Of(r.Trust).ToUpperInvariant() + (r.Lost > 0 ? $" ({r.Lost} lost)" : ""),
    ];

    internal static IEnumerable<string> Lines(SelfTestResult r)
    {
        yield return "late: receive − send of each token; pacing: send − plan, the server's own lateness, which is in none of the other columns.";
        yield return r.WithinOneMs is { } n
            ? $"This machine measured up to {Figures.Count((long)n)} token events a second with 99 % of the stamps within 1 ms, client and server both on it."
            : "No level kept 99 % of the stamps within 1 ms on this machine.";
        if (r.Broken is { } broken)
        {
            yield return $"Ended early: {broken}";
        }

        if (r.Interrupted)
        {
            yield return "Interrupted: the levels measured until then.";
        }
    }

    private static string Signed(double ms) => (ms > 0 ? "+" : "") + Figures.Number(ms);
}
