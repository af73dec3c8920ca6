using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What <c>selftest --throughput</c> found: what an event costs each server. run.json of kind throughput.</summary>
/// <param name="Aimock">The version that was measured; null = it is not installed in <paramref name="AimockFolder"/>, and its rows are missing.</param>
/// <param name="Broken">Why it ended early; null = it did not.</param>
public sealed record ThroughputResult(
    RunHeader Header, double Seconds, IReadOnlyList<ThroughputRow> Rows, IReadOnlyList<Goal> Goals, Validity Validity, string? Aimock, string AimockFolder, string? Broken = null, bool Interrupted = false)
{
    /// <summary>The first that applies of 130, 3, 4, 1, 0. Answers of ours that failed are bad; goals inform.</summary>
    public int ExitCode => Interrupted ? 130 : Broken is not null ? 3 : Validity.Trust == Trust.Invalid ? 4
        : Rows.Any(r => r.Server == Contender.Edgequake && r.Repeats.Any(m => m.Failed > 0)) ? 1 : 0;
}

/// <summary>One server, sending in one manner, measured several times.</summary>
public sealed record ThroughputRow(Manner Manner, Contender Server, IReadOnlyList<ThroughputMeasure> Repeats)
{
    internal Middle? Cost => Middle.Of(Repeats.Select(m => (double?)m.CpuMicroseconds));
}

/// <summary>One measurement.</summary>
/// <param name="CpuMicroseconds">Processor time of the server's process for each event that was read; +∞ where none was.</param>
/// <param name="EventsPerSecond">Read in the window; without a pace, what both ends on this machine reach together.</param>
/// <param name="EventsPerRead">1 = the reader got every event by itself; more = the server merged them, or the reader was behind.</param>
/// <param name="Failed">Answers that ended early or brought another number of events.</param>
/// <param name="OthersShare">Of all cores, 0-1: what neither server nor reader used; null where the platform does not tell.</param>
public sealed record ThroughputMeasure(double CpuMicroseconds, double EventsPerSecond, double EventsPerRead, int Failed, double? OthersShare)
{
    public double EventsPerCpuSecond => CpuMicroseconds > 0 ? 1e6 / CpuMicroseconds : 0;
}
