using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>The files of a conformance run: the fact first, then its renderings.</summary>
internal static class ConformFiles
{
    /// <summary>Writes run.json and the reports. Exit 3 when a report failed.</summary>
    public static ExitCode Write(Session session, OutFolder folder, ConformanceResult result)
    {
        folder.Write("run.json", JsonReport.Render(result));
        return ExitCodes.Worst(Render(session, folder, result), StepSummaryFile.Append(session, result));
    }

    /// <summary>Writes the reports only.</summary>
    public static ExitCode Render(Session session, OutFolder folder, ConformanceResult result) =>
        Renderings.Write(
            session, folder, ("junit.xml", () => JunitReport.Render(result)), ("results.trx", () => TrxReport.Render(result)), ("report.html", () => HtmlReport.Render(result)),
            ("report.md", () => MarkdownReport.Render(result)), ("badge.json", () => BadgeReport.Render(result)));
}
