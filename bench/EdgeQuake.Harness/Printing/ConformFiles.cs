using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>The files of a conformance run: the fact first, then its renderings.</summary>
internal static class ConformFiles
{
    /// <summary>Writes run.json and the reports. Exit 3 when one is missing.</summary>
    public static ExitCode Write(Session session, OutFolder folder, ConformanceResult result) =>
        ExitCodes.Worst(Renderings.Write(session, folder, [("run.json", () => JsonReport.Render(result)), .. Reports(result)]), StepSummaryFile.Append(session, result));

    /// <summary>Writes the reports only.</summary>
    public static ExitCode Render(Session session, OutFolder folder, ConformanceResult result) => Renderings.Write(session, folder, Reports(result));

    private static (string Name, Func<string> Render)[] Reports(ConformanceResult result) =>
    [
        ("junit.xml", () => JunitReport.Render(result)), ("results.trx", () => TrxReport.Render(result)), ("report.html", () => HtmlReport.Render(result)),
        ("report.md", () => MarkdownReport.Render(result)), ("badge.json", () => BadgeReport.Render(result)),
    ];
}
