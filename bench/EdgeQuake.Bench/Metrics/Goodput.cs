using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Objectives, twice: on each stream (its own value against the limit: goodput) and over the run (the named statistic: the verdict).</summary>
public static class Goodput
{
    /// <summary>Whether one complete stream meets every objective. An objective on one number of the run, or on a metric that the stream has not, does not count against it.</summary>
    public static bool Meets(StreamMetrics stream, IReadOnlyList<Objective> objectives) =>
        objectives.All(o => Own(stream, o.Metric) is not { } value || o.Met(value));

    /// <summary>Each objective's verdict over the run.</summary>
    public static IReadOnlyList<ObjectiveVerdict> Judge(LoadSummary summary, IReadOnlyList<Objective> objectives) => [.. objectives.Select(o => Judge(summary, o))];

    private static ObjectiveVerdict Judge(LoadSummary summary, Objective o)
    {
        var value = o.Stat switch
        {
            "value" => summary.Streams == 0 ? null : summary.Rates.Of(o.Metric),
            "mean" => summary.Of(o.Metric).Mean,
            "min" => summary.Of(o.Metric).Min,
            "max" => summary.Of(o.Metric).Max,
            _ => summary.Of(o.Metric).At(double.Parse(o.Stat[1..])),
        };
        return new(o, value, value is null ? ObjectiveResult.TooFew : o.Met(value.Value) ? ObjectiveResult.Met : ObjectiveResult.Missed);
    }

    /// <summary>The pooled ITL of one stream is its mean gap.</summary>
    private static double? Own(StreamMetrics stream, string metric) => stream[metric == "itl" ? "itl-stream" : metric];
}

/// <summary>How an objective came out.</summary>
/// <param name="Value">The measured statistic; null where there are too few samples for it.</param>
public sealed record ObjectiveVerdict(Objective Objective, double? Value, ObjectiveResult Result);

/// <summary>Met, missed, or too few samples for the statistic that was asked for.</summary>
[JsonConverter(typeof(WordConverter<ObjectiveResult>))]
public enum ObjectiveResult { Met, Missed, TooFew }
