namespace EdgeQuake.Bench;

/// <summary>Why runs should not be joined: another tool or machine, another question, another load, another time. Pure.</summary>
public static class Unlike
{
    /// <summary>One line each; empty = they may be joined.</summary>
    /// <param name="runs">With the names that the reader knows them by.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string Name, LoadResult Run)> runs) =>
    [
        .. from other in runs.Skip(1)
           from pair in Facts(runs[0].Run).Zip(Facts(other.Run))
           where pair.First.Value != pair.Second.Value
           select $"{pair.First.Key}: {pair.First.Value} in {runs[0].Name}, {pair.Second.Value} in {other.Name}",
        .. Apart(runs),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Facts(LoadResult r) =>
    [
        new("schema", $"{r.Header.Schema}"), new("tool", r.Header.Tool), new("commit", r.Header.Commit), new("runtime", r.Header.Runtime), new("system", r.Header.Os),
        new("machine", r.Header.Machine), new("cpu", r.Header.Cpu), new("target", r.Load.Target), new("client", r.Load.Via),
        .. ComparedSide.Facts(r.Load, [.. r.Objectives.Select(o => o.Objective.Text)]),
        new("for", r.Load.For is { } f ? Figures.Seconds(f) : "no limit"), new("count", r.Load.Count is { } n ? $"{n / (r.Joined ?? 1)} each" : "no limit"),
        new("warm-up", Figures.Seconds(r.Load.WarmUp)), new("drain", Figures.Seconds(r.Load.Drain)), new("idle limit", Figures.Seconds(r.Load.Idle)), new("overall limit", Figures.Seconds(r.Load.Overall)),
        new("max-failed", Figures.Percent(r.Load.MaxFailed)), new("reader-speed", $"{r.Load.ReaderSpeed}"), new("headers", r.Load.HeaderNames.Count == 0 ? "none" : string.Join(", ", r.Load.HeaderNames)),
        new("price", r.Cost is { } c ? $"{c.Input}/{c.Output}" : "none"), new("provenance", r.Header.Provenance ?? "none"),
    ];

    /// <summary>Runs one after the other would be counted as if they had been one beside the other: their rates would add up to what never was.</summary>
    private static IEnumerable<string> Apart(IReadOnlyList<(string Name, LoadResult Run)> runs)
    {
        var ended = (Name: "", At: DateTimeOffset.MaxValue);
        foreach (var (name, run) in runs.OrderBy(r => r.Run.Header.StartedUtc))
        {
            var (began, end) = (run.Header.StartedUtc, run.Header.StartedUtc + run.Header.Duration);
            if (began > ended.At)
            {
                yield return $"time: {ended.Name} had ended at {ended.At:HH:mm:ss} UTC, {name} began at {began:HH:mm:ss}; what is counted per second would add up";
            }

            ended = ended.At == DateTimeOffset.MaxValue || end > ended.At ? (name, end) : ended;
        }
    }
}
