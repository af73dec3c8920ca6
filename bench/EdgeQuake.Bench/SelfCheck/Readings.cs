namespace EdgeQuake.Bench;

/// <summary>What the run noticed about itself: the raw facts behind its <see cref="Validity"/>. Times in milliseconds.</summary>
public sealed record Readings
{
    /// <summary>Actual − planned start, of the streams of an open loop; null in a closed one.</summary>
    public Quantiles? ScheduleLag { get; init; }

    /// <summary>Starts more than 10 ms after their plan.</summary>
    public int LateStarts { get; init; }

    /// <summary>Receive stamp − send stamp of tokens that our own server sent over loopback beside the load, read by the same code; null = not run.</summary>
    public Quantiles? ClockProbe { get; init; }

    /// <summary>From queueing a work item to its start on the thread pool, every 50 ms.</summary>
    public Quantiles? PoolDelay { get; init; }

    public double GcPauseTotalMs { get; init; }

    public double GcPauseMaxMs { get; init; }

    public int Collections { get; init; }

    /// <summary>Of all cores, 0-1: this process.</summary>
    public double CpuShare { get; init; }

    /// <summary>Of all cores, 0-1: the whole machine; null where the platform does not tell.</summary>
    public double? MachineCpuShare { get; init; }

    /// <summary>Cost of our client, engine and probes included.</summary>
    public double CpuMicrosecondsPerEvent { get; init; }

    public double BytesAllocatedPerEvent { get; init; }
}

/// <summary>A small summary of our own error: exact order statistics, no floor, for they bound and do not describe.</summary>
public sealed record Quantiles(int Count, double P50, double P99, double Max)
{
    /// <summary>Of samples in any order; null without samples.</summary>
    public static Quantiles? Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return sorted.Length == 0 ? null : new(sorted.Length, At(sorted, 0.5), At(sorted, 0.99), sorted[^1]);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
}
