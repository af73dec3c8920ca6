namespace EdgeQuake.Bench;

/// <summary>A glance at a running load, a few times a second; for a live display only.</summary>
/// <param name="Total">Of the whole run, where it is bounded by time.</param>
/// <param name="TokensPerSecond">Over the time since the last glance.</param>
/// <param name="Ttft">Median of the last thousand complete streams, from planned start; null before any.</param>
public sealed record LoadProgress(
    LoadPhase Phase, TimeSpan Elapsed, TimeSpan? Total, int Started, int Running, int Complete, int Failed, long Tokens, double TokensPerSecond, TimeSpan? Ttft)
{
    /// <summary>Of the same streams; null below the floor of a p95.</summary>
    public TimeSpan? TtftP95 { get; init; }

    /// <summary>Streams that ended otherwise than complete, by class, the most frequent first.</summary>
    public IReadOnlyList<ClassCount> Errors { get; init; } = [];

    /// <summary>The worst that the run has noticed about itself until now; null = nothing. The clock probe speaks only at the end.</summary>
    public Finding? Doubt { get; init; }
}

/// <summary>Where a load run is.</summary>
public enum LoadPhase { Probe, WarmUp, Steady, Drain, Report }
