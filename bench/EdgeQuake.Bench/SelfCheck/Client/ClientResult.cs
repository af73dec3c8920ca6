using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What <c>selftest --client</c> found: what an event costs each client. run.json of kind client.</summary>
/// <param name="Seconds">Length of each window.</param>
/// <param name="Streams">At once, in the rows of cost.</param>
/// <param name="Rate">Tokens a second of each.</param>
/// <param name="Held">Streams at once where memory was measured; 0 = it was not.</param>
/// <param name="Httpx">Python and httpx as they were measured; null = they were left out.</param>
/// <param name="Broken">Why it ended early; null = it did not.</param>
public sealed record ClientResult(
    RunHeader Header, double Seconds, int Streams, double Rate, int Held, IReadOnlyList<ClientRow> Rows, IReadOnlyList<Goal> Goals, Validity Validity, string? Httpx, string? Broken = null, bool Interrupted = false)
{
    /// <summary>The first that applies of 130, 3, 4, 1, 0. Streams of ours that failed are bad; goals inform.</summary>
    public int ExitCode => Interrupted ? 130 : Broken is not null ? 3 : Validity.Trust == Trust.Invalid ? 4
        : Rows.Any(r => r.Client is ClientContender.FastPath or ClientContender.HttpClient && r.Repeats.Any(m => m.Failed > 0)) ? 1 : 0;
}

/// <summary>One client, measured several times.</summary>
/// <param name="Path">What carries its bytes.</param>
public sealed record ClientRow(ClientContender Client, string Path, IReadOnlyList<ClientMeasure> Repeats)
{
    internal Middle? Cost => Middle.Of(Repeats.Select(m => (double?)m.CpuMicroseconds));

    internal Middle? Allocated => Middle.Of(Repeats.Select(m => m.BytesPerEvent));

    internal Middle? Kilobytes => Middle.Of(Repeats.Select(m => m.KilobytesPerStream));
}

/// <summary>One measurement.</summary>
/// <param name="CpuMicroseconds">Processor time of the client's process for each event that it received; +∞ where none was.</param>
/// <param name="EventsPerSecond">Received in the window.</param>
/// <param name="BytesPerEvent">Allocated on the managed heap in the window, by whatever runs in the process; null where the language does not count.</param>
/// <param name="KilobytesPerStream">Resident memory with all slow streams in flight less before the first, each; garbage collected at both; null = not measured.</param>
/// <param name="Lateness">Reception − emission of each token in the window, ms.</param>
/// <param name="Failed">Streams that did not end as they should, or brought another number of tokens than were sent.</param>
/// <param name="OthersShare">Of all cores, 0-1: what neither server, client nor this process used; null where the platform does not tell.</param>
public sealed record ClientMeasure(double CpuMicroseconds, double EventsPerSecond, double? BytesPerEvent, double? KilobytesPerStream, Tail Lateness, int Failed, double? OthersShare);
