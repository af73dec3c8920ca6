using System.CommandLine;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>report run.json</c>: renders every report of a run again from its fact alone.</summary>
internal static class ReportVerb
{
    public static Verb Create(Session session)
    {
        var run = new Argument<string>("run.json") { Description = "A run.json, the folder that holds one, or a results.ndjson, also of a run that was killed." };
        var folder = new Option<string?>("--out") { Description = "Folder for the reports. Default: beside the run.json.", HelpName = "folder" };
        var verb = new Verb("report", "Renders the reports of a run again.") { run, folder };
        var views = new ViewWords();
        views.On(verb);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(run);
            var beside = Directory.Exists(path) ? path : Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            var (tools, read) = (views.Of(parsed), RunFile.Read(path));
            var shown = tools.Count == 0 ? null : read is RunFile.Load { Result: var load } ? Timelines.Of(load, beside, "--view")
                : throw CommandException.Usage($"--view is of load runs; this is one of kind {read.Header.Kind}");
            var code = Render(session, read, new OutFolder(parsed.GetValue(folder) ?? beside));
            if (shown is not null)
            {
                ViewWords.Show(session, tools, shown);
            }

            return (int)code;
        });
        return verb;
    }

    private static ExitCode Render(Session session, RunFile run, OutFolder folder)
    {
        if (run is RunFile.Conformance { Cut: true })
            session.Error.WriteLine("the file has no footer: the run was killed, and this is what it had found");
        var code = run switch
        {
            RunFile.Conformance { Result: var result } => ConformFiles.Render(session, folder, result),
            RunFile.Load { Result: var result } => Renderings.Write(session, folder, ("report.html", () => LoadHtml.Render(result)), ("report.md", () => LoadMarkdown.Render(result))),
            RunFile.Tour { Result: var result } => Renderings.Write(session, folder, ("report.html", () => TourPage.Render(result))),
            RunFile.Providers { Result: var result } => Renderings.Write(session, folder, ("report.html", () => ProvidersHtml.Render(result)), ("report.md", () => ProvidersText.Markdown(result))),
            RunFile.SelfTest { Result: var result } => Renderings.Write(session, folder, ("report.md", () => SelfTestReport.Markdown(result))),
            RunFile.Sweep { Result: var result } => Renderings.Write(session, folder, ("report.md", () => SweepReport.Markdown(result))),
            RunFile.Soak { Result: var result } => Renderings.Write(session, folder, ("report.md", () => SoakReport.Markdown(result))),
            RunFile.Pacing { Result: var result } => Renderings.Write(session, folder, ("report.md", () => PacingReport.Markdown(result))),
            RunFile.Throughput { Result: var result } => Renderings.Write(session, folder, ("report.md", () => ThroughputReport.Markdown(result))),
            RunFile.Client { Result: var result } => Renderings.Write(session, folder, ("report.md", () => ClientReport.Markdown(result))),
            _ => throw new InvalidOperationException($"no reports for {run.GetType().Name}"),
        };
        session.Out.WriteLine($"reports: {folder.Path}");
        return code;
    }
}
