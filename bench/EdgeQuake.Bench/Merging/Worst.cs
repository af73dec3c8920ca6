namespace EdgeQuake.Bench;

/// <summary>How far several runs may be believed together: as far as the worst of them. Pure.</summary>
internal static class Worst
{
    /// <summary>The lowest trust, every reason, the widest bound.</summary>
    public static Validity Of(IReadOnlyList<Validity> all) => new(all.Max(v => v.Trust), [.. all.SelectMany(v => v.Findings).Distinct()], all.Max(v => v.BoundMs));

    /// <summary>What is counted is added; of what bounds an error, the largest.</summary>
    public static Readings Of(IReadOnlyList<Readings> all) => new()
    {
        ScheduleLag = Of(all, r => r.ScheduleLag),
        LateStarts = all.Sum(r => r.LateStarts),
        ClockProbe = Of(all, r => r.ClockProbe),
        PoolDelay = Of(all, r => r.PoolDelay),
        GcPauseTotalMs = all.Sum(r => r.GcPauseTotalMs),
        GcPauseMaxMs = all.Max(r => r.GcPauseMaxMs),
        Collections = all.Sum(r => r.Collections),
        CpuShare = all.Max(r => r.CpuShare),
        MachineCpuShare = all.Max(r => r.MachineCpuShare),
        CpuMicrosecondsPerEvent = all.Max(r => r.CpuMicrosecondsPerEvent),
        BytesAllocatedPerEvent = all.Max(r => r.BytesAllocatedPerEvent),
    };

    private static Quantiles? Of(IReadOnlyList<Readings> all, Func<Readings, Quantiles?> of)
    {
        Quantiles[] some = [.. all.Select(of).OfType<Quantiles>()];
        return some.Length == 0 ? null : new(some.Sum(q => q.Count), some.Max(q => q.P50), some.Max(q => q.P99), some.Max(q => q.Max));
    }
}
