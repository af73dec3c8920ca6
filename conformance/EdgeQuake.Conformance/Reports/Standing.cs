namespace EdgeQuake.Conformance;

/// <summary>What a verdict means for the run, once level and baseline are taken into account: the same word in every report.</summary>
public enum Standing
{
    Passed,

    /// <summary>A MUST that failed and was not known: the run is judged bad.</summary>
    Failed,

    /// <summary>A SHOULD or MAY that failed: a warning.</summary>
    Warned,

    /// <summary>Failed as the baseline says it does.</summary>
    Known,

    Skipped,

    NotApplicable,

    Broken,
}

/// <summary>From verdicts to standings.</summary>
public static class Standings
{
    /// <summary>All standings, in the order of the tables.</summary>
    public static readonly IReadOnlyList<Standing> All = Enum.GetValues<Standing>();

    public static Standing Of(ConformanceRun run, Verdict verdict) => verdict.Status switch
    {
        VerdictStatus.Passed => Standing.Passed,
        VerdictStatus.Skipped => Standing.Skipped,
        VerdictStatus.NotApplicable => Standing.NotApplicable,
        VerdictStatus.Broken => Standing.Broken,
        _ when run.Baseline?.For(verdict) is not null => Standing.Known,
        _ when verdict.Level == "MUST" => Standing.Failed,
        _ => Standing.Warned,
    };

    /// <summary>The word of tables and cells.</summary>
    public static string Word(Standing standing) => standing == Standing.NotApplicable ? "n/a" : standing.ToString().ToLowerInvariant();

    /// <summary>The sign beside the word, so that no meaning is in a colour alone.</summary>
    public static string Sign(Standing standing) => standing switch
    {
        Standing.Passed => "✓",
        Standing.Failed => "✗",
        Standing.Warned => "▲",
        Standing.Known => "≈",
        Standing.Broken => "!",
        Standing.Skipped => "–",
        _ => "·",
    };
}
