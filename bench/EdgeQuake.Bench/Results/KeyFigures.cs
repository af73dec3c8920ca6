using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The figures by which one run of an entry is told from another, each under a name that stays the same from run to run.</summary>
internal static class KeyFigures
{
    /// <summary>Nothing where the kind is not known.</summary>
    public static IEnumerable<(string Name, string Value)> Of(object? fact) => fact switch
    {
        ConformanceResult r => r.Clients.Select(c => (c.Client.Name, $"{c.Client.Version}: {Stands(Tally.Of(c)[^1])}")),
        LoadResult r => Load(r),
        ProvidersResult r => r.Rows.Select(p => ($"{p.Name}: TTFT p50, ms", $"{Figures.WithInterval(p.Run.Summary.Of("ttft"), 50)} (n {Figures.Count(p.Run.Summary.Streams)})")),
        ParserRun r => r.Rows.Select(x => ($"{x.Path}, {x.Payload}, reads of {x.Read}: ns/event", $"{Figures.Number(x.MedianNs)} ± {Figures.Number(x.StdDevNs)} (n {x.N})")),
        ClientResult r => r.Rows.Select(x => ($"{Words.Of(x.Client)}: µs CPU/event", $"{x.Cost?.Text ?? "–"} (n {x.Repeats.Count})")),
        ThroughputResult r => r.Rows.Select(x => ($"{Words.Of(x.Manner)}, {Words.Of(x.Server)}: µs CPU/event", $"{x.Cost?.Text ?? "–"} (n {x.Repeats.Count})")),
        PacingResult r => r.Rows.Select(x => (Level(x), $"{Middle.Of(x.Repeats.Select(m => (double?)m.Emission.Lateness.P99), "–")} (n {x.Repeats.Count})")),
        SelfTestResult r => r.Rows.Select(x => ($"{Figures.Count(x.Streams)} streams: TTFT p50, ITL p99, reported − true, ms", $"{Figures.Number(x.Ttft.P50)}, {Figures.Number(x.Itl.P99)} (n {Figures.Count(x.Measured)})")),
        SoakResult r => [("memory", $"{r.Verdict} (n {Figures.Count(r.Samples.Count)} samples)"), ("streams failed", $"{Figures.Count(r.Failed)} of {Figures.Count((long)r.Failed + r.Complete)}")],
        _ => [],
    };

    private static IEnumerable<(string Name, string Value)> Load(LoadResult r) =>
    [
        ("streams", Figures.Count(r.Summary.Streams)), ("TTFT p50, ms", Figures.WithInterval(r.Summary.Of("ttft"), 50)), ("TTFT p95, ms", Figures.WithInterval(r.Summary.Of("ttft"), 95)),
        ("ITL p50, ms", Figures.WithInterval(r.Summary.Of("itl"), 50)), ("goodput, streams/s", Figures.Number(r.Summary.Rates.Goodput)), ("failed", Figures.Percent(r.Summary.Rates.Failed)),
        ("validity", LoadText.Trusted(r)),
    ];

    private static string Level(PacingRow x) => FormattableString.Invariant($"{Figures.Count(x.Streams)} × {x.Rate:0.##}/s{(x.Unison ? " in unison" : "")}, {Words.Of(x.Server)}: p99, ms");

    private static string Stands(Tally all) =>
        string.Join(", ", Standings.All.Where(s => all[s] > 0).Select(s => $"{all[s]} {Standings.Word(s)}"));
}
