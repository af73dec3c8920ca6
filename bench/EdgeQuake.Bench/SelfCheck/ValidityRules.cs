namespace EdgeQuake.Bench;

/// <summary>Readings → verdict; pure. Each rule has two limits: beyond the first the run is DEGRADED, beyond the second INVALID.</summary>
public static class ValidityRules
{
    /// <summary>The limits, with what they are compared with: printed in the methods part of every report.</summary>
    public static IReadOnlyList<ValidityRule> All { get; } =
    [
        new("clock probe p99", "ms", 5, 50, r => r.ClockProbe?.P99, "our own stamps were late by this much"),
        new("schedule lag p99", "ms", 10, 250, r => r.ScheduleLag?.P99, "streams started this much after their plan; latencies from planned start contain it"),
        new("thread pool delay p99", "ms", 10, 100, r => r.PoolDelay?.P99, "work waited this long for a thread"),
        new("longest GC pause", "ms", 20, 200, r => r.GcPauseMaxMs, "no stamp could be taken meanwhile"),
        new("CPU of this process", "%", 85, 97, r => r.CpuShare * 100, "of all cores: the client itself was near its limit"),
        new("CPU of the machine", "%", 95, double.PositiveInfinity, r => r.MachineCpuShare * 100, "of all cores: client and whatever else runs here compete"),
    ];

    public static Validity Judge(Readings readings, LoadSummary summary, WayFacts? way = null)
    {
        Finding[] findings = [.. All.Select(r => Judge(r, readings)).OfType<Finding>(), .. Summary(summary), .. Way(summary, way)];
        return new(findings.Length == 0 ? Trust.Valid : findings.Max(f => f.Trust), findings, readings.ClockProbe?.P99 ?? readings.PoolDelay?.P99);
    }

    /// <summary>The worst that the readings alone say; null = nothing.</summary>
    public static Finding? Worst(Readings readings) => All.Select(r => Judge(r, readings)).OfType<Finding>().MaxBy(f => f.Trust);

    private static Finding? Judge(ValidityRule rule, Readings readings)
    {
        if (rule.Value(readings) is not { } value || value <= rule.Degraded)
        {
            return null;
        }

        var (trust, limit) = value > rule.Invalid ? (Trust.Invalid, rule.Invalid) : (Trust.Degraded, rule.Degraded);
        return new(trust, $"{rule.Name} was {value:0.0} {rule.Unit} (limit {limit:0} {rule.Unit}): {rule.Why}");
    }

    /// <summary>A buffer smaller than the answer lets it go in parts: not one burst, and yet no time is the server's.</summary>
    private static IEnumerable<Finding> Way(LoadSummary summary, WayFacts? way)
    {
        var held = way?.Signs.Where(s => s.Kind == WaySignKind.HeldBack).Sum(s => s.Streams) ?? 0;
        if (summary.Delivery == DeliveryClass.Bunched && held * 2 > summary.Complete)
        {
            yield return new(Trust.Degraded, $"{Figures.Count(held)} answers were held back and let go in parts: something buffers (proxy_buffering, gzip, or a server that does not flush); TTFT, ITL and rate are the buffer's, not the server's");
        }
    }

    private static IEnumerable<Finding> Summary(LoadSummary summary)
    {
        if (summary.Streams == 0)
        {
            yield return new(Trust.Invalid, "no stream was planned within the steady window: nothing was measured; run longer or shorten --warm-up");
        }

        if (summary.Delivery == DeliveryClass.Buffered)
        {
            yield return new(Trust.Degraded, "answers arrived in one burst: something buffers (proxy_buffering, gzip, or a server that does not flush); TTFT, ITL and rate are the buffer's, not the server's");
        }

        if (summary.Count(StreamClass.NotStarted) is > 0 and var n)
        {
            yield return new(Trust.Degraded, $"{n} streams found no room here (--max-streams, or no descriptor or port left on this machine): they are +∞ in every latency from planned start");
        }
    }
}

/// <summary>One rule: a reading and its two limits.</summary>
public sealed record ValidityRule(string Name, string Unit, double Degraded, double Invalid, Func<Readings, double?> Value, string Why);
