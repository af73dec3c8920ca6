using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>An objective as typed after <c>--slo</c>: <c>ttft.p95&lt;500ms</c>. Judged over the run; its limit, on each stream, decides goodput.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Metric">An id of <see cref="MetricTable"/>.</param>
/// <param name="Stat">p50, p90, p95, p99, p99.9, mean, min, max; or value, for a metric that is one number a run.</param>
/// <param name="Limit">In the metric's unit.</param>
public sealed record Objective(string Text, string Metric, string Stat, Bound Bound, double Limit)
{
    /// <summary>Whether a value meets the objective; +∞ never meets an upper bound.</summary>
    public bool Met(double value) => Bound switch
    {
        Bound.Below => value < Limit,
        Bound.AtMost => value <= Limit,
        Bound.Above => value > Limit,
        _ => value >= Limit,
    };
}

/// <summary>The comparisons of an objective: &lt;, &lt;=, &gt;, &gt;=.</summary>
[JsonConverter(typeof(WordConverter<Bound>))]
public enum Bound { Below, AtMost, Above, AtLeast }
