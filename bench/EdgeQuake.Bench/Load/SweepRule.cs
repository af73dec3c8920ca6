namespace EdgeQuake.Bench;

/// <summary>Whether a sweep has found the limit, after each level. Pure.</summary>
internal static class SweepRule
{
    /// <summary>Share of the offered streams that must be good.</summary>
    private const double Enough = 0.95;

    /// <summary>Goodput below this share of the best is a fall and no noise.</summary>
    private const double Fall = 0.9;

    /// <summary>Goodput that grows by less than this share of what the level grew by does not grow.</summary>
    private const double Growth = 0.1;

    /// <summary>The level with the most goodput, of those whose run may be believed.</summary>
    public static SweepLevel? Best(IReadOnlyList<SweepLevel> levels) => levels.Where(l => l.Trust != Trust.Invalid && l.Streams > 0).MaxBy(l => l.Goodput);

    /// <summary>Why the level that was played last is the last one; null = the next may be played.</summary>
    public static SweepEnd? Says(LoadUnit unit, IReadOnlyList<SweepLevel> levels)
    {
        var last = levels[^1];
        var at = LoadSweep.Name(unit, last.Level);
        if (last.Interrupted || last.Refusal is not null)
        {
            return new(last.Interrupted ? SweepEndKind.Interrupted : SweepEndKind.Refused, last.Level, last.Refusal ?? $"interrupted at {at}");
        }

        if (last.Trust == Trust.Invalid)
        {
            return new(SweepEndKind.Invalid, last.Level, $"at {at} the run is INVALID, so this machine and not the server is the limit: {last.Finding}");
        }

        // By the upper end of the interval: a few unlucky streams are no saturation.
        if (last.GoodHigh < Enough)
        {
            return new(unit == LoadUnit.PerSecond ? SweepEndKind.Short : SweepEndKind.Falls, last.Level,
                $"at {at} only {Figures.Percent(last.Good)} of the streams were good (at most {Figures.Percent(last.GoodHigh)}; needed {Figures.Percent(Enough)}): goodput {Figures.Number(last.Goodput)}/s of {Figures.Number(last.Offered)}/s offered");
        }

        var before = Best([.. levels.SkipLast(1)]);
        if (before is not null && last.Goodput < Fall * before.Goodput)
        {
            return new(SweepEndKind.Falls, last.Level, $"at {at} goodput falls to {Figures.Number(last.Goodput)}/s, from {Figures.Number(before.Goodput)}/s at {LoadSweep.Name(unit, before.Level)}");
        }

        return unit == LoadUnit.AtOnce && levels.Count > 1 && levels[^2] is { Goodput: > 0 } lower && (last.Goodput / lower.Goodput) - 1 < Growth * ((last.Level / lower.Level) - 1)
            ? new(SweepEndKind.Flat, last.Level, $"at {at} goodput no longer grows: {Figures.Number(last.Goodput)}/s, after {Figures.Number(lower.Goodput)}/s at {LoadSweep.Name(unit, lower.Level)}")
            : null;
    }
}
