using System.Text.Json.Serialization;

namespace EdgeQuake.Bench;

/// <summary>A part of the run's time: from (inclusive) to (exclusive), since its start.</summary>
[method: JsonConstructor]
public sealed record Window([property: JsonPropertyName("fromMs")] TimeSpan From, [property: JsonPropertyName("toMs")] TimeSpan To)
{
    [JsonIgnore]
    public TimeSpan Length => To - From;

    public bool Has(TimeSpan at) => at >= From && at < To;

    /// <summary>First start to last end.</summary>
    public static Window Full(IReadOnlyList<StreamTimeline> streams) => streams.Count == 0
        ? new(TimeSpan.Zero, TimeSpan.Zero)
        : new(TimeSpan.Zero, streams.Max(s => s.End) + TimeSpan.FromTicks(1));

    /// <summary>Warm-up and drain cut off: end of the warm-up to the last planned start's bound. Without <c>--for</c> there is no drain to know: up to the end.</summary>
    /// <param name="interrupted">When the run was cut short; null = it was not.</param>
    public static Window Steady(LoadProfile profile, IReadOnlyList<StreamTimeline> streams, TimeSpan? interrupted)
    {
        var full = Full(streams);
        var reachedCount = profile.Count is { } n && streams.Count > 0 && streams.Max(s => s.Number) / profile.Turns >= n - 1;
        var end = profile.For is { } f && !reachedCount ? f : full.To;
        end = interrupted < end ? interrupted.Value : end;
        return profile.EffectiveWarmUp < end ? new(profile.EffectiveWarmUp, end) : new(end, end);
    }
}
