using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a sweep found. run.json of kind sweep; each level's own run stands in a folder beside it.</summary>
/// <param name="Load">What was played at each level, the level left out.</param>
/// <param name="End">Why it went no higher.</param>
public sealed record SweepResult(RunHeader Header, LoadFacts Load, LoadUnit Unit, IReadOnlyList<SweepLevel> Levels, SweepEnd End)
{
    /// <summary>The level with the most goodput of those that were not too much; null = the first was.</summary>
    [JsonIgnore]
    public SweepLevel? Best => SweepRule.Best(End.Kind == SweepEndKind.Passed ? Levels : [.. Levels.SkipLast(1)]);

    /// <summary>130 interrupted, 3 refused, 4 where no level may be believed, 5 where a budget ended it, else 0: a limit that was found is no failure.</summary>
    [JsonIgnore]
    public int ExitCode => End.Kind switch
    {
        SweepEndKind.Interrupted => 130,
        SweepEndKind.Refused => 3,
        SweepEndKind.Invalid when Best is null => 4,
        SweepEndKind.Stopped => 5,
        _ => 0,
    };
}

/// <summary>One level, in its steady window.</summary>
/// <param name="Offered">Streams planned a second; in a closed loop, started.</param>
/// <param name="Good">Share of good streams, with its 95 % interval.</param>
/// <param name="Finding">The gravest reason against believing it; null = none.</param>
/// <param name="Refusal">Why nothing was played; null = it was.</param>
public sealed record SweepLevel(
    double Level, int Streams, int Complete, double Offered, double Goodput, double Good, double GoodLow, double GoodHigh, double? TtftP50, double? TtftP95, double? ItlP50, Trust Trust,
    string? Finding = null, string? Refusal = null, bool Interrupted = false)
{
    public static SweepLevel Of(double level, LoadResult r)
    {
        var (s, rates) = (r.Summary, r.Summary.Rates);
        return new(
            level, s.Streams, s.Complete, s.Steady.Length > TimeSpan.Zero ? s.Streams / s.Steady.Length.TotalSeconds : 0, rates.Goodput, rates.Good, rates.GoodLow, rates.GoodHigh,
            s.Of("ttft").At(50), s.Of("ttft").At(95), s.Of("itl").At(50), r.Validity.Trust, r.Validity.Findings.MaxBy(f => f.Trust)?.What, r.Refusal?.Message, r.Interrupted);
    }
}

/// <summary>Why a sweep went no higher.</summary>
/// <param name="Level">At which level.</param>
/// <param name="What">One sentence with its numbers.</param>
public sealed record SweepEnd(SweepEndKind Kind, double Level, string What);

/// <summary>The ends of a sweep.</summary>
[JsonConverter(typeof(WordConverter<SweepEndKind>))]
public enum SweepEndKind
{
    /// <summary>Every level was played, and none was too much.</summary>
    Passed,

    /// <summary>Open loop: fewer streams were good than had been offered.</summary>
    Short,

    /// <summary>Goodput is lower than at a lower level.</summary>
    Falls,

    /// <summary>Closed loop: more streams at once brought no more goodput.</summary>
    Flat,

    /// <summary>The run of this level is INVALID: our machine is the limit.</summary>
    Invalid,

    /// <summary>A guard rail ended the run of this level.</summary>
    Stopped,

    Refused,

    Interrupted,
}
