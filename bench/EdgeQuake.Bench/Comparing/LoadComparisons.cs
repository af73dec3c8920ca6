namespace EdgeQuake.Bench;

/// <summary>A comparison from whole runs, and before one is played.</summary>
public static class LoadComparisons
{
    /// <summary>What a planned load would not ask as the baseline was asked; one line each. Known before the first stream, so that nobody waits an hour for a refusal.</summary>
    public static IReadOnlyList<string> Unlike(ComparedSide baseline, LoadProfile planned)
    {
        var asked = ComparedSide.Facts(LoadFacts.Of(planned, ""), [.. planned.Objectives.Select(o => o.Text)]);
        return LoadComparison.Unlike(baseline, baseline with { Asked = asked });
    }

    /// <summary>The run that was just played as the side after.</summary>
    public static ComparedSide Played(string name, LoadResult run) => ComparedSide.Of(name, run, [.. run.Streams.Select(s => StreamSample.Of(s, run.Meets))]);
}
