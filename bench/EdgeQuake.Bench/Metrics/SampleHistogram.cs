using System.Text.Json.Serialization;
using HdrHistogram;

namespace EdgeQuake.Bench;

/// <summary>Samples of one metric in an HdrHistogram: 1 µs (or 0.001 of a rate) to 1 h, three significant digits, and a count of the infinite ones.</summary>
internal sealed class SampleHistogram(string metric)
{
    private const double Scale = 1000;
    private const long Highest = 3_600_000_000;
    private readonly LongHistogram _finite = new(1, Highest, 3);
    private long _infinite;
    private double _sum;
    private double _min = double.PositiveInfinity;
    private double _max;

    public long Count => _finite.TotalCount + _infinite;

    /// <summary>Adds a sample in the metric's unit; null adds nothing, +∞ a failure. Values beyond an hour count as an hour.</summary>
    public void Add(double? sample)
    {
        if (sample is not { } value)
        {
            return;
        }

        if (double.IsPositiveInfinity(value))
        {
            _infinite++;
            return;
        }

        _finite.RecordValue(Math.Clamp((long)Math.Round(value * Scale), 0, Highest));
        _sum += value;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }

    /// <summary>The value at a 1-based rank; beyond the finite samples it is +∞.</summary>
    public double AtRank(long rank) =>
        rank > _finite.TotalCount ? double.PositiveInfinity
        : Math.Clamp(_finite.GetValueAtPercentile(100.0 * (Math.Max(rank, 1) - 0.25) / _finite.TotalCount) / Scale, _min, _max);

    public Spread Spread() => Count == 0
        ? Bench.Spread.Empty(metric)
        : new Spread(
            metric, Count, _infinite, _finite.TotalCount == 0 ? double.PositiveInfinity : _min, _infinite > 0 ? double.PositiveInfinity : _sum / Count,
            _infinite > 0 ? double.PositiveInfinity : _max, [.. PercentileFloor.Printed.Select(Percentile)]);

    /// <summary>Points (share of samples, value) for a plot of the whole distribution; failures are what is missing below 1.</summary>
    public IReadOnlyList<CurvePoint> Curve(int points) => _finite.TotalCount == 0
        ? []
        : [.. Enumerable.Range(0, points + 1).Select(i => Math.Max(1, (long)Math.Ceiling(_finite.TotalCount * (double)i / points))).Distinct()
            .Select(r => new CurvePoint((double)r / Count, AtRank(r)))];

    /// <summary>The finite samples in at most so many bins of equal width on a logarithmic axis. The outer half percent at either end is counted in the outermost bins.</summary>
    public IReadOnlyList<Bin> Bins(int most)
    {
        if (_finite.TotalCount == 0)
        {
            return [];
        }

        // Gaps within one read are zero, which no logarithmic axis has: two decades below the median are enough to see them by.
        var least = Math.Max(AtRank(_finite.TotalCount / 200), Math.Max(AtRank((_finite.TotalCount + 1) / 2) / 100, 0.001));
        var (low, high) = (Math.Log(least), Math.Log(Math.Max(AtRank(_finite.TotalCount - (_finite.TotalCount / 200)), 0.001) * 1.001));
        var n = high - low < 0.01 ? 1 : most;
        var counts = new long[n];
        foreach (var v in _finite.RecordedValues())
        {
            counts[Math.Clamp((int)((Math.Log(Math.Max(v.ValueIteratedTo / Scale, 0.001)) - low) / (high - low) * n), 0, n - 1)] += v.CountAtValueIteratedTo;
        }

        return [.. counts.Select((c, i) => new Bin(Edge(i), Edge(i + 1), c))];
        double Edge(int i) => Math.Round(Math.Exp(low + ((high - low) * i / n)), 4);
    }

    private PercentileValue Percentile(double p)
    {
        var share = p / 100;
        if (Count < PercentileFloor.Of(p))
        {
            return new(p, null, null, null);
        }

        // Binomial ranks: the true percentile lies between these two order statistics with 95 % confidence.
        var half = 1.96 * Math.Sqrt(Count * share * (1 - share));
        var low = (long)Math.Floor((Count * share) - half);
        var high = (long)Math.Ceiling((Count * share) + half) + 1;
        return new(p, AtRank((long)Math.Ceiling(Count * share)), low < 1 ? null : AtRank(low), high > Count ? null : AtRank(high));
    }
}

/// <summary>One point of a cumulative distribution.</summary>
/// <param name="Share">Of all samples, 0-1.</param>
[method: JsonConstructor]
public sealed record CurvePoint(double Share, double Value);
