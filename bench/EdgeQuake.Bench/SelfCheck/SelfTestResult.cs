using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a self-test found: how far our own figures are from the truth, row by row. run.json of kind selftest.</summary>
/// <param name="WithinOneMs">Events a second of the busiest row whose stamps were late by at most 1 ms at p99; null = none was.</param>
/// <param name="Broken">Why it ended early (the server's process died, would not start); null = it did not.</param>
public sealed record SelfTestResult(RunHeader Header, double TokenRate, IReadOnlyList<SelfTestRow> Rows, double? WithinOneMs, string? Broken = null, bool Interrupted = false)
{
    /// <summary>The first that applies of 130, 3, 4, 0: INVALID when even the quietest row was not to be believed.</summary>
    public int ExitCode => Interrupted ? 130 : Broken is not null ? 3 : Rows.Count == 0 || Rows[0].Trust == Trust.Invalid ? 4 : 0;
}

/// <summary>One load level on one client path. Differences in ms: what we reported less what was true.</summary>
/// <param name="Path">The client path that read the streams.</param>
/// <param name="EventsPerSecond">Token events in the steady window, a second.</param>
/// <param name="Lost">Streams that were not complete: the schedule has no failures, so any is ours.</param>
/// <param name="Lateness">Receive − send of every token.</param>
/// <param name="Pacing">Send − plan of every token: the server's own lateness, which is not in the others.</param>
public sealed record SelfTestRow(
    string Path, int Streams, double EventsPerSecond, int Measured, int Lost, Difference Ttft, Difference Itl, Quantiles Lateness, Quantiles Pacing, double ClientCpuMicroseconds, double CpuShare)
{
    /// <summary>
    /// INVALID exactly when a stream was lost or a metric is further from the truth than its bound: 0.2 ms at p50 or 2 ms at p99, of what has samples enough for either
    /// (<see cref="PercentileFloor"/>). Stamps that are late by more than 5 ms at p99 are DEGRADED, as a load's clock probe is.
    /// </summary>
    public Trust Trust => Lost > 0 || !Ttft.Bounded || !Itl.Bounded ? Trust.Invalid : Lateness.P99 > 5 ? Trust.Degraded : Trust.Valid;
}

/// <summary>A metric reported and true, and their difference at three points of the distribution.</summary>
public sealed record Difference(Quantiles Reported, Quantiles True)
{
    private const double Half = 0.2, Tail = 2;

    [JsonIgnore]
    public double P50 => Reported.P50 - True.P50;

    [JsonIgnore]
    public double P99 => Reported.P99 - True.P99;

    [JsonIgnore]
    public double Max => Reported.Max - True.Max;

    /// <summary>Within 0.2 ms at p50 and 2 ms at p99.</summary>
    internal bool Bounded => (True.Count < PercentileFloor.Of(50) || Math.Abs(P50) < Half) && (True.Count < PercentileFloor.Of(99) || Math.Abs(P99) < Tail);
}
