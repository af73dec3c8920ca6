using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a soak found. run.json of kind soak.</summary>
/// <param name="Failed">Streams that were not complete; the script has no failures, so any is ours.</param>
/// <param name="WarmUp">Samples before this are shown and left out of the slopes: code is compiled and pools are filled.</param>
/// <param name="Broken">Why it ended early; null = it did not.</param>
public sealed record SoakResult(
    RunHeader Header, int Streams, double TokenRate, TimeSpan For, TimeSpan WarmUp, int Complete, int Failed, IReadOnlyList<SoakSample> Samples,
    Slope? Resident, Slope? HeapLive, string? Broken = null, bool Interrupted = false)
{
    /// <summary>Growth over the whole run, at the upper end of the slope's interval, that still counts as flat: a share of the middle sample.</summary>
    public const double FlatWithin = 0.05;

    /// <summary>FLAT: even the upper end of the interval adds less than 5 % over the run. GROWS: even the lower end is above zero, and the upper adds more.</summary>
    [JsonIgnore]
    public string Verdict => Resident is not { } slope ? "NOT MEASURED"
        : slope.Upper * Minutes <= FlatWithin * slope.Level ? "FLAT"
        : slope.Lower > 0 ? "GROWS" : "INCONCLUSIVE";

    /// <summary>The first that applies of 130, 3, 1, 5, 0.</summary>
    [JsonIgnore]
    public int ExitCode => Interrupted ? 130 : Broken is not null ? 3 : Failed > 0 || Verdict == "GROWS" ? 1 : Verdict == "FLAT" ? 0 : 5;

    [JsonIgnore]
    public double Minutes => For.TotalMinutes;
}

/// <summary>The server's process at one moment, as its own <c>/__fake/metrics</c> says.</summary>
/// <param name="HeapLiveBytes">Managed heap after the last collection.</param>
public sealed record SoakSample(TimeSpan At, double ResidentBytes, double HeapLiveBytes, double HeapBytes, double OpenStreams, double Tokens, double CpuSeconds);
