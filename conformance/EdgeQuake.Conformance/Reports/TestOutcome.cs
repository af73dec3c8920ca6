namespace EdgeQuake.Conformance;

/// <summary>What a CI system can say of a test.</summary>
internal enum TestKind
{
    Passed,
    Failed,
    Skipped,
    Broken,
}

/// <summary>A verdict as a CI system's test: a MUST that failed is a failure; SHOULD, MAY and known failures are skipped with the reason; broken is an error.</summary>
/// <param name="Details">The rule and every finding; null where nothing failed.</param>
internal sealed record TestOutcome(TestKind Kind, string Message, string? Details)
{
    internal static TestOutcome Of(ConformanceRun run, Verdict verdict, CaseRule? rule)
    {
        var reason = verdict.Reason ?? "";
        return Standings.Of(run, verdict) switch
        {
            Standing.Passed => new(TestKind.Passed, "", null),
            Standing.Failed => new(TestKind.Failed, reason, Everything(verdict, rule)),
            Standing.Broken => new(TestKind.Broken, reason, Everything(verdict, rule)),
            Standing.Known => new(TestKind.Skipped, $"known failure: {run.Baseline!.For(verdict)!.Reason}", null),
            Standing.Warned => new(TestKind.Skipped, $"{verdict.Level} failed: {reason}", null),
            var other => new(TestKind.Skipped, $"{Standings.Word(other)}: {reason}", null),
        };
    }

    /// <summary>What makes a run bad without being a verdict: it stopped early, or its baseline is stale. An error of its own in every report of tests.</summary>
    internal static IEnumerable<(string Name, string What)> Faults(ConformanceRun run)
    {
        if (run.Doctor is { Well: false } doctor)
        {
            yield return ("doctor", doctor.Mistake!);
        }
        else if (run.Broke is { } broke)
        {
            yield return ("attach", broke);
        }

        foreach (var stale in run.Baseline?.Stale ?? [])
        {
            yield return ("baseline", stale);
        }
    }

    private static string Everything(Verdict verdict, CaseRule? rule) =>
        string.Join('\n', new[] { rule?.About, verdict.Reason ?? "" }.Concat(verdict.Findings.Skip(1).Select(Sentences.Of)).OfType<string>());
}
