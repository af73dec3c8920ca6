using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>A finished comparison of load runs: the table, compare.md and compare.json where a folder is given, the step summary of a CI system, and the exit code.</summary>
internal static class ComparisonFiles
{
    public static ExitCode Write(Session session, LoadComparison comparison, OutFolder? folder)
    {
        session.Out.WriteLine(LoadComparisonText.Console(comparison).TrimEnd('\n'));
        var markdown = LoadComparisonText.Markdown(comparison);
        var written = folder is null ? ExitCode.Ok
            : Renderings.Write(session, folder, ("compare.md", () => markdown), ("compare.json", () => ComparisonJson.Write(comparison)));
        return ExitCodes.Worst(Code(comparison), written, StepSummaryFile.Append(session, _ => markdown));
    }

    private static ExitCode Code(LoadComparison comparison) => comparison switch
    {
        { Trusted: false } => ExitCode.Invalid,
        { Verdict: ComparedVerdict.Regression } => ExitCode.Bad,
        { Verdict: ComparedVerdict.Inconclusive } => ExitCode.Inconclusive,
        _ => ExitCode.Ok,
    };
}
