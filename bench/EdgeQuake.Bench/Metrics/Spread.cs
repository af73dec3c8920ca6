using System.Text.Json.Serialization;

namespace EdgeQuake.Bench;

/// <summary>One metric over many samples, as printed: count, range, mean, and the percentiles that so many samples can support.</summary>
/// <param name="Metric">An id of <see cref="MetricTable"/>.</param>
/// <param name="Count">All samples, infinite ones among them.</param>
/// <param name="Infinite">Failed streams: they stand above every number.</param>
/// <param name="Min">In the metric's unit; null without samples. Likewise Mean and Max; both are +∞ as soon as one sample is.</param>
public sealed record Spread(string Metric, long Count, long Infinite, double? Min, double? Mean, double? Max, IReadOnlyList<PercentileValue> Percentiles)
{
    public static Spread Empty(string metric) => new(metric, 0, 0, null, null, null, [.. PercentileFloor.Printed.Select(p => new PercentileValue(p, null, null, null))]);

    /// <summary>The value of a percentile, or null where there are too few samples.</summary>
    public double? At(double percentile) => Percentiles.Where(p => p.Percentile == percentile).Select(p => p.Value).FirstOrDefault();
}

/// <summary>One percentile and its interval.</summary>
/// <param name="Value">Null below the floor (<see cref="PercentileFloor"/>); may be +∞.</param>
/// <param name="Low">Lower end of the 95 % interval by order statistics (no assumption about the distribution); null where the samples do not reach.</param>
[method: JsonConstructor]
public sealed record PercentileValue(double Percentile, double? Value, double? Low, double? High);
