namespace EdgeQuake.Conformance;

/// <summary>Two conformance runs held against each other: what got worse, what got better, and what can no longer be told. Pure.</summary>
/// <remarks><c>before, after ─by client name, case and api→ changes</c>. Baselines change nothing here: a failure is a failure, known or not.</remarks>
/// <param name="Worse">Passed before, failed now.</param>
/// <param name="Better">Failed before, passed now.</param>
/// <param name="Lost">Judged before; now skipped, n/a, broken or gone. No proof that it got worse, and none that it did not.</param>
/// <param name="Won">Judged now and not before.</param>
/// <param name="OnlyOne">Clients that only one of the runs has, with the run that has them.</param>
/// <param name="Same">How many verdicts did not change.</param>
public sealed record ConformanceComparison(
    IReadOnlyList<VerdictChange> Worse, IReadOnlyList<VerdictChange> Better, IReadOnlyList<VerdictChange> Lost, IReadOnlyList<VerdictChange> Won,
    IReadOnlyList<string> OnlyOne, int Same)
{
    /// <summary>Compares; a client is the same client in both runs when its name is the same, whatever its version.</summary>
    public static ConformanceComparison Of(ConformanceResult before, ConformanceResult after)
    {
        var pairs = before.Clients.Join(after.Clients, b => b.Client.Name, a => a.Client.Name, (b, a) => (Before: b, After: a)).ToList();
        var changes = pairs.SelectMany(p => Changes(p.Before, p.After)).ToList();
        return new(
            [.. changes.Where(c => c.Was is VerdictStatus.Passed && c.Is is VerdictStatus.Failed)],
            [.. changes.Where(c => c.Was is VerdictStatus.Failed && c.Is is VerdictStatus.Passed)],
            [.. changes.Where(c => Judged(c.Was) && !Judged(c.Is))], [.. changes.Where(c => !Judged(c.Was) && Judged(c.Is))],
            [.. Only(before, after, "before"), .. Only(after, before, "after")],
            changes.Count(c => c.Was == c.Is));
    }

    private static IEnumerable<VerdictChange> Changes(ConformanceRun before, ConformanceRun after)
    {
        var now = after.Verdicts.ToDictionary(v => (v.Case, v.Api));
        var was = before.Verdicts.ToDictionary(v => (v.Case, v.Api));
        foreach (var key in was.Keys.Concat(now.Keys.Where(k => !was.ContainsKey(k))))
        {
            var (b, a) = (was.GetValueOrDefault(key), now.GetValueOrDefault(key));
            yield return new(after.Client.Name, before.Client.Version, after.Client.Version, key.Case, key.Api, (a ?? b)!.Level, b?.Status, a?.Status, (a?.Status is VerdictStatus.Passed ? b : a)?.Reason);
        }
    }

    private static bool Judged(VerdictStatus? status) => status is VerdictStatus.Passed or VerdictStatus.Failed;

    private static IEnumerable<string> Only(ConformanceResult one, ConformanceResult other, string which) =>
        one.Clients.Where(c => other.Clients.All(o => o.Client.Name != c.Client.Name)).Select(c => $"{c.Client.Name} ({which} only)");
}

/// <summary>One case of one client in both runs; a status is null where that run does not have the case.</summary>
/// <param name="Reason">Why it failed, in the run where it did.</param>
public sealed record VerdictChange(
    string Client, string VersionBefore, string VersionAfter, string Case, string Api, string Level, VerdictStatus? Was, VerdictStatus? Is, string? Reason);
