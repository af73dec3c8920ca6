namespace EdgeQuake.Conformance;

/// <summary>How the verdicts of one client stand, by profile; every verdict is counted exactly once.</summary>
/// <param name="Profile">A profile, or <c>all</c> for the sum.</param>
public sealed record Tally(string Profile, IReadOnlyDictionary<Standing, int> Counts)
{
    public int this[Standing standing] => Counts.GetValueOrDefault(standing);

    /// <summary>One line per profile in order of appearance, then the sum.</summary>
    public static IReadOnlyList<Tally> Of(ConformanceRun run)
    {
        var byProfile = run.Verdicts.GroupBy(v => v.Profile, StringComparer.Ordinal).Select(g => Count(run, g.Key, g));
        return [.. byProfile, Count(run, "all", run.Verdicts)];
    }

    /// <summary>Parsing rules that this client was really observed on: a core case counts when it was played and judged, whatever the verdict.</summary>
    public static (int Observed, int All) Parsing(ConformanceRun run)
    {
        var core = run.Verdicts.Where(v => v.Profile.Split('@')[0] == "core").GroupBy(v => v.Case, StringComparer.Ordinal).ToArray();
        return (core.Count(c => c.Any(v => v.Status is VerdictStatus.Passed or VerdictStatus.Failed)), core.Length);
    }

    private static Tally Count(ConformanceRun run, string profile, IEnumerable<Verdict> verdicts) =>
        new(profile, verdicts.CountBy(v => Standings.Of(run, v)).ToDictionary());
}
