using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>A soak as text, Markdown and run.json (kind soak).</summary>
public static class SoakReport
{
    /// <summary>Version of results/schema/soak-run.schema.json.</summary>
    public const int Schema = 1;

    internal const double MiB = 1024 * 1024;

    public static string Json(SoakResult r) => JsonSerializer.Serialize(r, RunJsonContext.Default.SoakResult) + "\n";

    /// <summary>The result of a run.json of kind soak; a <see cref="JsonException"/> when it is none.</summary>
    public static SoakResult Read(string json) => WholeJson.Read<SoakResult>(json, "soak");

    public static string Text(SoakResult r) => string.Join('\n', Lines(r)) + "\n";

    public static string Markdown(SoakResult r)
    {
        var md = new StringBuilder("# Soak of the fake server\n\n").AppendJoin("\n\n", Lines(r)).Append("\n\n| minute | streams | resident MiB | live heap MiB | heap MiB | tokens sent | CPU s |\n|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var s in r.Samples.GroupBy(s => (int)s.At.TotalMinutes).Select(g => g.Last()))
        {
            md.Append(CultureInfo.InvariantCulture, $"| {s.At.TotalMinutes:0.0} | {s.OpenStreams} | {s.ResidentBytes / MiB:0.0} | {s.HeapLiveBytes / MiB:0.0} | {s.HeapBytes / MiB:0.0} | {s.Tokens} | {s.CpuSeconds:0.0} |\n");
        }

        var h = r.Header;
        return md.Append(CultureInfo.InvariantCulture, $"\nThe last sample of each minute; all {r.Samples.Count} are in run.json. {h.Tool} at {h.Commit}, {h.Runtime}; {h.Machine}; descriptor limit {h.DescriptorLimit}; {h.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC.\n").ToString();
    }

    internal static IEnumerable<string> Lines(SoakResult r)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{r.Verdict}: {r.Streams} streams at once × {r.TokenRate:0.##} tokens/s for {r.For.TotalMinutes:0.#} min; {r.Complete} streams complete, {r.Failed} failed; {r.Samples.Count} samples");
        yield return Line("resident memory of the server", r.Resident, r);
        yield return Line("managed heap after a collection", r.HeapLive, r);
        yield return string.Create(CultureInfo.InvariantCulture, $"Garbage is collected before each sample. Slopes leave out the first {r.WarmUp.TotalMinutes:0.#} min. FLAT: the upper end of the resident slope's interval adds at most {SoakResult.FlatWithin:P0} of the middle sample over the run.");
        if (r.Broken is { } broken)
        {
            yield return $"Ended early: {broken}";
        }
    }

    private static string Line(string what, Slope? slope, SoakResult r) => slope is null ? $"{what}: too few samples" : string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: middle {slope.Level / MiB:0.0} MiB, slope {slope.PerMinute / 1024:+0.0;-0.0} KiB/min (95 % {slope.Lower / 1024:+0.0;-0.0} to {slope.Upper / 1024:+0.0;-0.0}, {slope.Samples} samples, neighbours' correlation {slope.Correlation:0.00}); over the run at most {slope.Upper * r.Minutes / MiB:+0.00;-0.00} MiB");
}
