using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A part of a run whose load goes in a straight line from one level to another; the same level twice holds it.</summary>
/// <param name="Unit">What the levels count; one for all stages of a run.</param>
public sealed record LoadStage(LoadUnit Unit, double From, double To, TimeSpan For)
{
    /// <summary>As typed: <c>0-20/s:30s</c>.</summary>
    public override string ToString()
    {
        var levels = From.Equals(To) ? $"{From:0.###}" : $"{From:0.###}-{To:0.###}";
        return $"{levels}{(Unit == LoadUnit.PerSecond ? "/s" : "")}:{Figures.Seconds(For).Replace(" ", "", StringComparison.Ordinal)}";
    }
}

/// <summary>What a load is counted in.</summary>
[JsonConverter(typeof(WordConverter<LoadUnit>))]
public enum LoadUnit
{
    /// <summary>Streams started each second: an open loop.</summary>
    PerSecond,

    /// <summary>Streams in flight: a closed loop.</summary>
    AtOnce,
}
