using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>All verdicts of a client as one phrase; every status is named, so that nothing is left out.</summary>
internal static class VerdictCounts
{
    public static string Of(ConformanceRun run) =>
        $"{run.Count(VerdictStatus.Passed)} passed, {run.Count(VerdictStatus.Failed)} failed, {run.Count(VerdictStatus.Skipped)} skipped, "
        + $"{run.Count(VerdictStatus.NotApplicable)} n/a, {run.Count(VerdictStatus.Broken)} broken"
        + (run.Interrupted ? ", interrupted" : "") + (run.Broke is { } why ? $"; stopped: {why}" : "");
}
