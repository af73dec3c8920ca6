namespace EdgeQuake.Bench.Tests;

/// <summary>Results of the server's self-tests, without a server.</summary>
internal static class SomePacing
{
    public static PacingResult Result(IReadOnlyList<PacingRow> rows) =>
        new(Runs.Mixed().Header, 3, rows, PacingGoals.Judge(rows, 3), PacingRules.Judge(rows));

    public static ThroughputResult Throughput(string? aimock)
    {
        ThroughputRow[] rows = [new(Manner.Apart, Contender.Edgequake, [new(6.2, 90_000, 1.1, 0, null), new(6, 91_000, 1.2, 0, null)])];
        return new(Runs.Mixed().Header, 3, rows, ThroughputGoals.Judge(rows), OthersRule.Judge([null]), aimock, "bench/aimock");
    }
}
