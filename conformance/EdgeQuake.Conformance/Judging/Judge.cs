using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The judge: a case and its runs in, a verdict out. Pure: no clock, no I/O, nothing remembered.</summary>
/// <remarks><c>runs ─Assessment→ findings of both witnesses ─worst cell→ verdict</c></remarks>
public static class Judge
{
    /// <summary>The verdict of a case for one client: the worst of its cells, the smallest failing cut where every cut was tried.</summary>
    public static Verdict Decide(BoundCase bound, IReadOnlyList<Run> runs)
    {
        if (bound.Refused is { } refused)
            return Verdict(bound, refused, bound.Reason ?? "refused", [], null, 0, 0, runs);
        if (runs.Count == 0)
            return Verdict(bound, VerdictStatus.Broken, "nothing ran", [], null, 0, 0, runs);
        var all = runs.Select(r => Assessment.Of(bound, r)).ToList();
        var worst = Worst(all);
        var cells = all.Select(a => Named(a.Run)).Distinct().Count();
        var failed = all.Where(a => a.Status == VerdictStatus.Failed).Select(a => Named(a.Run)).Distinct().Count();
        return Verdict(bound, worst.Status, Sentences.Reason(worst, cells, failed), worst.Findings, worst.Run, cells, failed, runs);
    }

    /// <summary>The runs that only a clock failed: to be performed again, alone, before they may fail.</summary>
    public static IReadOnlyList<Run> TimingOnly(BoundCase bound, IReadOnlyList<Run> runs) =>
        bound.Refused is not null ? [] : [.. runs.Where(r => Assessment.Of(bound, r).TimingOnly)];

    private static Assessment Worst(IReadOnlyList<Assessment> all)
    {
        var failed = all.Where(a => a.Status == VerdictStatus.Failed).ToList();
        if (failed.Count > 0 && failed.All(a => Cut(a.Run) is not null))
            return failed.MinBy(a => Cut(a.Run))!;
        return failed.MinBy(a => a.Findings.Min(f => f.Harm))
            ?? all.OrderBy(a => Rank(a.Status)).First();
    }

    // A fault of ours hides what the client did: it outranks what was left out, and both outrank a pass.
    private static int Rank(VerdictStatus status) => status switch
    {
        VerdictStatus.Broken => 0,
        VerdictStatus.Skipped => 1,
        VerdictStatus.NotApplicable => 2,
        _ => 3,
    };

    /// <summary>The position of the one cut of an every-cut cell, or null.</summary>
    internal static int? Cut(Run run) => run.Cell.Write is { Kind: WriteKind.At, At: [var at] } ? at : null;

    private static string Named(Run run) => $"{run.Cell}#{run.Stream}";

    private static Verdict Verdict(
        BoundCase bound, VerdictStatus status, string? reason, IReadOnlyList<Finding> findings, Run? worst, int cells, int failed, IReadOnlyList<Run> runs)
    {
        var shown = worst ?? (runs.Count > 0 ? runs[0] : null);
        var took = runs.Aggregate(TimeSpan.Zero, (sum, r) => sum + Took(r));
        return new(
            bound.Case.Id, bound.Api, bound.Profile, bound.Case.Level, status, status == VerdictStatus.Passed ? null : reason, findings,
            shown?.Cell ?? Cell.Default, cells, failed, shown is null ? null : Evidence.Of(shown), shown is null ? [] : Observations.Of(bound, shown), took);
    }

    private static TimeSpan Took(Run run)
    {
        if (run.Journal.Count == 0)
            return TimeSpan.Zero;
        var end = run.Transcript.End?.At ?? (run.Transcript.Items.Count > 0 ? run.Transcript.Items[^1].At : run.Journal[^1].At);
        return end > run.Journal[0].At ? end - run.Journal[0].At : TimeSpan.Zero;
    }
}
