namespace EdgeQuake.Bench;

/// <summary>The one table of statistics that a comparison judges, each with how it is drawn from streams.</summary>
/// <param name="Id">As <c>--slo</c> has it: metric.stat, or the metric alone where it is one number.</param>
/// <param name="Share">A share: compared by difference. Else by ratio.</param>
/// <param name="Percentile">Of the pooled samples; for a share none.</param>
/// <param name="Samples">The samples of one stream: value and how often.</param>
internal sealed record ComparedStat(string Id, bool Share, double? Percentile, bool HigherIsBetter, Func<StreamSample, IEnumerable<(double Value, int Count)>> Samples)
{
    public static IReadOnlyList<ComparedStat> All { get; } =
    [
        new("ttft.p50", false, 50, false, s => One(s.Ttft)),
        new("ttft.p95", false, 95, false, s => One(s.Ttft)),
        new("itl.p50", false, 50, false, Gaps),
        new("itl.p99", false, 99, false, Gaps),
        new("rate.p50", false, 50, true, s => One(s.Rate)),
        new("good", true, null, true, s => One(s.Good is { } good ? good ? 1 : 0 : null)),
        new("failed", true, null, false, s => One(s.Complete ? 0 : 1)),
    ];

    public string Metric => Id.Split('.')[0];

    public string Unit => MetricTable.Find(Metric)!.Unit;

    private static IEnumerable<(double, int)> One(double? value) => value is { } v ? [(v, 1)] : [];

    private static IEnumerable<(double, int)> Gaps(StreamSample s) => s is { Complete: true, Gaps: { } sketch } ? sketch.Buckets.Select(b => (GapSketch.Milliseconds(b.Bin), b.Count)) : [];
}
