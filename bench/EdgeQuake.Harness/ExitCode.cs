namespace EdgeQuake.Harness;

/// <summary>The one table of exit codes. Where several apply the first of 130, 2, 3, 4, 1, 5 wins: see <see cref="ExitCodes.Worst"/>.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done, and what was judged is good.</summary>
    Ok = 0,

    /// <summary>Judged bad: a MUST failed, a stale baseline, a missed objective, failed streams above <c>--max-failed</c>.</summary>
    Bad = 1,

    /// <summary>Usage: an unknown verb or option, a bad unit, a bad file, nothing selected.</summary>
    Usage = 2,

    /// <summary>An adapter, the target, a port, a report or the harness broke; what was measured until then is written.</summary>
    Broken = 3,

    /// <summary>The run judged itself INVALID: its own clock or machine cannot carry the numbers.</summary>
    Invalid = 4,

    /// <summary>INCONCLUSIVE: too few streams to say.</summary>
    Inconclusive = 5,

    /// <summary>Ctrl+C, after writing what was measured.</summary>
    Interrupted = 130,
}

/// <summary>The order of the table.</summary>
public static class ExitCodes
{
    private static readonly ExitCode[] Order =
        [ExitCode.Interrupted, ExitCode.Usage, ExitCode.Broken, ExitCode.Invalid, ExitCode.Bad, ExitCode.Inconclusive, ExitCode.Ok];

    /// <summary>The code that a command with several outcomes ends with.</summary>
    public static ExitCode Worst(params IEnumerable<ExitCode> codes) => codes.DefaultIfEmpty(ExitCode.Ok).MinBy(c => Array.IndexOf(Order, c));
}
