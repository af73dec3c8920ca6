namespace EdgeQuake.Bench;

/// <summary>A glance at a running load, a few times a second; for a live display only.</summary>
/// <param name="Total">Of the whole run, where it is bounded by time.</param>
/// <param name="TokensPerSecond">Over the time since the last glance.</param>
/// <param name="Ttft">Median of the last thousand complete streams, from planned start; null before any.</param>
public sealed record LoadProgress(
    LoadPhase Phase, TimeSpan Elapsed, TimeSpan? Total, int Started, int Running, int Complete, int Failed, long Tokens, double TokensPerSecond, TimeSpan? Ttft);

/// <summary>Where a load run is.</summary>
public enum LoadPhase { Probe, WarmUp, Steady, Drain, Report }
