namespace EdgeQuake.Bench;

/// <summary>Two runs held against each other: pure, and the same from timelines as from files.</summary>
/// <param name="Differences">What was not asked alike; empty unless told to compare nevertheless.</param>
/// <param name="Notes">What a reader must know and no number says.</param>
/// <param name="Confidence">Of every interval: 95 % for all of them together (Bonferroni).</param>
public sealed record LoadComparison(
    string Before, string After, int StreamsBefore, int StreamsAfter, Margin Margin, double Confidence, IReadOnlyList<Compared> Stats,
    IReadOnlyList<string> Differences, IReadOnlyList<string> Notes, bool Trusted)
{
    /// <summary>The worst of the statistics: a REGRESSION counts more than what could not be said.</summary>
    public ComparedVerdict Verdict => Stats.Count == 0 ? ComparedVerdict.Inconclusive : Stats.Max(s => s.Verdict);

    /// <summary>Streams that each run would need more for a verdict on every statistic; null = it has them, or more would not help.</summary>
    public int? Further => Stats.Max(s => s.Further);

    /// <summary>What differs and forbids a comparison; one line each.</summary>
    public static IReadOnlyList<string> Unlike(ComparedSide before, ComparedSide after) =>
        [.. before.Asked.Zip(after.Asked).Where(x => x.First.Value != x.Second.Value).Select(x => $"{x.First.Key}: {x.First.Value} before, {x.Second.Value} after")];

    /// <param name="seed">Of the bootstrap's draws.</param>
    public static LoadComparison Of(ComparedSide before, ComparedSide after, Margin margin, ulong seed = 1)
    {
        var unlike = Unlike(before, after);
        var judged = ComparedStat.All
            .Where(s => s.Metric != "good" || !unlike.Any(d => d.StartsWith("objectives", StringComparison.Ordinal)))
            .Select(s => (Stat: s, Was: BlockedSample.Of(s, before.Streams, before.Block), Now: BlockedSample.Of(s, after.Streams, after.Block)))
            .Where(x => x.Was.Count > 0 || x.Now.Count > 0).ToArray();
        var alpha = 0.05 / Math.Max(1, judged.Length);
        var bound = (before.BoundMs ?? 0) + (after.BoundMs ?? 0);
        return new(
            before.Name, after.Name, before.Streams.Count, after.Streams.Count, margin, 1 - alpha, [.. judged.Select(x => Judge(x.Stat, x.Was, x.Now, margin, alpha, bound, seed))],
            unlike, [.. Said(before, after)], before.Trust != Trust.Invalid && after.Trust != Trust.Invalid);
    }

    private static Compared Judge(ComparedStat stat, BlockedSample was, BlockedSample now, Margin margin, double alpha, double bound, ulong seed)
    {
        if (was.Count == 0 || now.Count == 0)
        {
            var (b, a) = (was.Count == 0 ? (double?)null : was.Value, now.Count == 0 ? (double?)null : now.Value);
            return new(stat.Id, stat.Unit, b, a, null, null, null, null, ComparedVerdict.Inconclusive, null, $"only the run {(b is null ? "after" : "before")} has it");
        }

        return stat.Share ? ShareRule.Of(stat, was, now, margin.Share, alpha, seed) : RatioRule.Of(stat, was, now, margin.Ratio, alpha, bound, seed);
    }

    private static IEnumerable<string> Said(ComparedSide before, ComparedSide after)
    {
        foreach (var (side, word) in new[] { (before, "before"), (after, "after") })
        {
            if (side.Trust != Trust.Valid)
            {
                yield return $"the run {word} called itself {EdgeQuake.FakeServer.Words.Of(side.Trust).ToUpperInvariant()}";
            }

            if (side.Streams.Any(s => s.Gaps is null))
            {
                yield return $"the streams.csv.gz of the run {word} has no gaps (an earlier version wrote it): itl is not compared";
            }
        }

        if (before.Machine != after.Machine)
        {
            yield return $"measured on different machines: {before.Machine} before, {after.Machine} after";
        }
    }
}
