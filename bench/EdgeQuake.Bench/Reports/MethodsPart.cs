namespace EdgeQuake.Bench;

/// <summary>What a reader must know to believe or doubt the figures: definitions, cuts, bounds of error, and what this run cannot say.</summary>
internal static class MethodsPart
{
    public static IEnumerable<string> Lines(LoadResult r) => [.. Machine(r), .. Rules(r), .. Self(r), .. Cannot(r), .. Definitions(r)];

    private static IEnumerable<string> Machine(LoadResult r)
    {
        var h = r.Header;
        yield return $"{h.Tool} at {h.Commit}, {h.Runtime}, {h.Os}; {h.Machine}, {h.Cpu}, {h.Cores} cores; started {h.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC, took {Figures.Seconds(h.Duration)}; seed {h.Seed}";
        yield return $"arguments: {string.Join(' ', h.Arguments)}";
    }

    private static IEnumerable<string> Rules(LoadResult r)
    {
        yield return "stamps are monotonic and taken right after the read that brought the bytes, before anything is parsed; tokens of one read share a stamp";
        yield return "complete means that the protocol's end was seen, every frame could be read, and the answer did not begin again (24 characters or more, 200 after a separator, in the first 64 KiB); a truncated or failed stream is never a success, and is +∞ in a latency from planned start";
        yield return "percentiles come from an HdrHistogram (three digits) and need p50 11, p90 64, p95 130, p99 662, p99.9 6,636 samples";
        yield return "intervals in brackets are 95 %: order statistics for percentiles, Wilson for shares; pooled gaps of one stream are not independent, so theirs is too narrow";
        yield return $"warm-up {Figures.Seconds(r.Load.WarmUp)}, idle limit {Figures.Seconds(r.Load.Idle)}, overall limit {Figures.Seconds(r.Load.Overall)}, drain up to {Figures.Seconds(r.Load.Drain)}; {Again(r)}";
        yield return $"delivery is buffered when one burst (no gap over 1 ms) holds nine tenths of the tokens, bunched when half of the gaps are missing; the reader takes in {r.Load.ReaderSpeed:0.#} characters/s";
        yield return "valid means: " + string.Join(", ", ValidityRules.All.Select(x => $"{x.Name} ≤ {x.Degraded:0} {x.Unit}")) + "; beyond "
            + string.Join(", ", ValidityRules.All.Where(x => double.IsFinite(x.Invalid)).Select(x => $"{x.Invalid:0} {x.Unit}")) + " the run is INVALID";
    }

    private static string Again(LoadResult r) => r.Summary.Recovery is null ? "load never retries"
        : "a stream that broke (network, truncated, timeout, limited, 5xx) was asked again as the head says and is one stream in every figure: its first token is the first attempt's that had one, tokens and end are the last one's";

    private static IEnumerable<string> Self(LoadResult r)
    {
        var s = r.Readings;
        if (s.ScheduleLag is { } lag)
        {
            yield return $"schedule lag p50 {Figures.Number(lag.P50)}, p99 {Figures.Number(lag.P99)}, max {Figures.Number(lag.Max)} ms; {s.LateStarts} starts more than 10 ms late";
        }

        yield return s.ClockProbe is { } probe
            ? $"clock probe (our own server on loopback, read by the same code beside the load): {Figures.Count(probe.Count)} tokens, late by p50 {Figures.Number(probe.P50)}, p99 {Figures.Number(probe.P99)}, max {Figures.Number(probe.Max)} ms"
            : "no clock probe ran";
        yield return $"our client: {Figures.Number(s.CpuMicrosecondsPerEvent)} µs CPU and {Figures.Number(s.BytesAllocatedPerEvent)} bytes allocated per event, engine and probes included; "
            + $"{s.Collections} collections, {Figures.Number(s.GcPauseTotalMs)} ms paused, longest {Figures.Number(s.GcPauseMaxMs)} ms; {Figures.Percent(s.CpuShare)} of all cores"
            + (s.MachineCpuShare is { } m ? $", the machine {Figures.Percent(m)}" : "")
            + (s.PoolDelay is { } d ? $"; thread pool delay p99 {Figures.Number(d.P99)} ms" : "");
    }

    private static IEnumerable<string> Cannot(LoadResult r)
    {
        if (r.Load.Loop.StartsWith("closed", StringComparison.Ordinal))
        {
            yield return "a closed loop waits for slow answers, so it asks less of a slow server: it cannot say what independent users would have felt; use --rate for that";
        }

        yield return "time in the network cannot be told from time in the server; tokens are counted as events unless the server states them";
    }

    private static IEnumerable<string> Definitions(LoadResult r) =>
        MetricTable.All.Where(m => m.OneNumber || r.Summary.Of(m.Id).Count > 0).Select(m => $"{m.Id} — {m.Title.TrimStart('…', ' ')} ({m.Unit}): {m.Definition}");
}
