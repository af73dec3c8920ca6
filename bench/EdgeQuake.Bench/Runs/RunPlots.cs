using System.Text.Json.Serialization;

namespace EdgeQuake.Bench;

/// <summary>The data behind the plots, thinned so that run.json stays small whatever the run's size: reports need nothing else.</summary>
/// <param name="Buckets">Equal slices of the whole run's time.</param>
/// <param name="Dots">At most 2,000 streams, evenly taken; half of them are kept for failed ones where there are so many.</param>
public sealed record RunPlots(double BucketSeconds, IReadOnlyList<TimeBucket> Buckets, IReadOnlyList<Curve> Curves, IReadOnlyList<Bars> Bars, IReadOnlyList<StreamDot> Dots)
{
    public static RunPlots None { get; } = new(1, [], [], [], []);
}

/// <summary>One slice of time.</summary>
/// <param name="At">Its start, seconds since the start of the run.</param>
/// <param name="Tokens">Token events per second, of all streams whatever became of them.</param>
/// <param name="Started">Streams planned in it, by how they ended.</param>
/// <param name="TtftP50">Of complete streams planned in it, from planned start, ms; null below the floor; likewise p95.</param>
public sealed record TimeBucket(double At, double Tokens, IReadOnlyList<ClassCount> Started, double Running, double? TtftP50, double? TtftP95, double? TtftMax);

/// <summary>A cumulative distribution.</summary>
public sealed record Curve(string Metric, IReadOnlyList<CurvePoint> Points);

/// <summary>One stream in the scatter: when it was planned, its TTFT from planned start (null = it had no token), how it ended.</summary>
[method: JsonConstructor]
public sealed record StreamDot(double At, double? TtftMs, StreamClass Class);

/// <summary>A histogram in bins of equal width on a logarithmic axis.</summary>
public sealed record Bars(string Metric, IReadOnlyList<Bin> Bins);

/// <summary>Samples from (inclusive) to (exclusive), in the metric's unit.</summary>
[method: JsonConstructor]
public sealed record Bin(double From, double To, long Count);
