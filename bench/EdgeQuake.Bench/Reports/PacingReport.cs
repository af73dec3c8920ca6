using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A pacing run as text, Markdown and run.json (kind pacing).</summary>
public static class PacingReport
{
    /// <summary>Version of results/schema/pacing-run.schema.json.</summary>
    public const int Schema = 1;

    internal static readonly string[] Heads =
        ["streams", "tokens/s each", "server", "p50", "p99", "p99.9", "max", "p99, first second", "rate kept", "drift %", "µs CPU/event", "KB/stream", "events/read", "blocked", "failed"];

    public static string Json(PacingResult r) => JsonSerializer.Serialize(r, RunJsonContext.Default.PacingResult) + "\n";

    /// <summary>The result of a run.json of kind pacing; a <see cref="JsonException"/> when it is none.</summary>
    public static PacingResult Read(string json) => WholeJson.Read<PacingResult>(json, "pacing run");

    public static string Text(PacingResult r) =>
        $"Pacing: emission − schedule of every token, in ms; {Of(r)}\n\n{Table.Text(Heads, r.Rows.Select(Cells))}\n{string.Join('\n', Lines(r))}\n";

    public static string Markdown(PacingResult r) =>
        $"# Pacing: how late the server itself is\n\nEmission − schedule of every token, in ms; {Of(r)}\n\n{Table.Markdown(Heads, r.Rows.Select(Cells))}\n"
        + $"{string.Join("\n\n", Lines(r))}\n\n{Table.Header(r.Header)}\n";

    internal static string Of(PacingResult r) =>
        $"all streams of a row in flight at once for {r.Seconds:0.##} s, {Figures.Count(r.Rows.Select(x => x.Repeats.Count).DefaultIfEmpty().Max())} × each, servers in turns: median [least, greatest].";

    internal static IEnumerable<string> Cells(PacingRow row)
    {
        var m = row.Repeats;
        yield return Figures.Count(row.Streams) + (row.Unison ? " in unison" : "");
        yield return Figures.Number(row.Rate);
        yield return Words.Of(row.Server);
        yield return Middle.Of(m.Select(x => (double?)x.Emission.Lateness.P50), "–");
        yield return Middle.Of(m.Select(x => (double?)x.Emission.Lateness.P99), "–");
        yield return Middle.Of(m.Select(x => (double?)x.Emission.Lateness.P999), "–");
        yield return Middle.Of(m.Select(x => (double?)x.Emission.Lateness.Max), "–");
        yield return Middle.Of(m.Select(x => (double?)x.Emission.Beginning.P99), "–");
        yield return Figures.Percent(Middle.Of(m.Select(x => (double?)x.Emission.RateShare))?.Median);
        yield return FormattableString.Invariant($"{Middle.Of(m.Select(x => (double?)x.Emission.DriftPercent))?.Median:0.0000}");
        yield return Middle.Of(m.Select(x => x.CpuMicroseconds), "–");
        yield return Middle.Of(m.Select(x => (double?)x.KilobytesPerStream), "–");
        yield return Figures.Number(Middle.Of(m.Select(x => (double?)x.EventsPerRead))?.Median);
        yield return Figures.Count(m.Sum(x => x.Emission.Blocked));
        yield return Figures.Count(row.Failed);
    }

    internal static IEnumerable<string> Lines(PacingResult r)
    {
        foreach (var goal in r.Goals)
        {
            yield return $"{Words.Of(goal.Result).ToUpperInvariant()}: {goal.What}: {goal.Seen} (goal {goal.Target})";
        }

        yield return $"{Words.Of(r.Validity.Trust).ToUpperInvariant()}{string.Concat(r.Validity.Findings.Select(f => $"\n- {f.What}"))}";
        yield return "The first second in which all streams are in flight still pays for their starts, so it stands in a column of its own and in no other.";
        yield return "Tokens that the kernel did not take at once are counted as blocked and are in no percentile. Drift is the slope of lateness over the schedule. Streams that tick in "
            + "unison are not moved: a script's times are kept, and what is late is stamped late. Memory is resident memory, journal included.";
        yield return $"Each server was a process of its own, freshly started; the reader was another, and looked once a millisecond (Linux), so as not to take the cores of what it measures. Descriptor limit: {(r.Header.DescriptorLimit is { } n ? Figures.Count(n) : "none told")}.";
        if (r.Rows.SelectMany(x => x.Repeats).Select(m => m.Pacer).OfType<string>().Distinct().ToArray() is { Length: > 0 } pacer)
        {
            yield return $"The pacer's thread ran as: {string.Join("; ", pacer)}. Real time where the system grants it (root, CAP_SYS_NICE or a limit on rtprio); else normal with the shortest time slice.";
        }

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
