using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What <c>selftest --pacing</c> found. run.json of kind pacing.</summary>
/// <param name="Seconds">How long all streams of a row were in flight at once.</param>
/// <param name="Broken">Why it ended early; null = it did not.</param>
public sealed record PacingResult(
    RunHeader Header, double Seconds, IReadOnlyList<PacingRow> Rows, IReadOnlyList<Goal> Goals, Validity Validity, string? Broken = null, bool Interrupted = false)
{
    /// <summary>The first that applies of 130, 3, 4, 1, 0. Streams of ours that failed are bad; goals are for a quiet machine and inform.</summary>
    public int ExitCode => Interrupted ? 130 : Broken is not null ? 3 : Validity.Trust == Trust.Invalid ? 4 : Rows.Any(r => r.Server == Contender.Edgequake && r.Failed > 0) ? 1 : 0;
}

/// <summary>One server at one load, measured several times.</summary>
public sealed record PacingRow(Contender Server, int Streams, double Rate, bool Unison, IReadOnlyList<PacingMeasure> Repeats)
{
    /// <summary>Streams that were not complete, in all repeats.</summary>
    public int Failed => Repeats.Sum(r => r.Failed);

    internal bool Is(Contender server, PacingLevel level) => Server == server && (Streams, Rate, Unison) == (level.Streams, level.Rate, level.Unison);
}

/// <summary>One measurement.</summary>
/// <param name="Failed">Streams that could not connect, ended early, or brought another number of events.</param>
/// <param name="CpuMicroseconds">Of the server's process, for each event that was read; null where too few came.</param>
/// <param name="KilobytesPerStream">Resident memory with all streams in flight less before the first, each; journal included.</param>
/// <param name="EventsPerRead">1 = the reader got every event by itself.</param>
/// <param name="Pacer">What the scheduler gave the pacer's thread; null for a server without one, and where nobody tells.</param>
/// <param name="OthersShare">Of all cores, 0-1: what neither server nor reader used; null where the platform does not tell.</param>
public sealed record PacingMeasure(Emission Emission, int Failed, double? CpuMicroseconds, double KilobytesPerStream, double EventsPerRead, double? OthersShare, string? Pacer);
