using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>load --sweep</c>: one run a level, each in a folder of its own, and what they say together.</summary>
internal static class Sweeping
{
    public static async Task<int> RunAsync(Session session, LoadProfile profile, string folder, bool timelines, OtlpExport? export, CancellationToken stop)
    {
        var lost = new List<string>();
        var result = await Meter.ShowAsync(session, show => SweepRun.RunAsync(
            profile, LoadOptions.Default with { Progress = p => show(LoadConsole.Line(p)), Arguments = session.Typed, Ended = export is null ? null : export.Hear },
            (level, run) => lost.AddRange(RunFiles.Write(Path.Combine(folder, Named(profile, level)), run, timelines)), stop));
        if (export is not null)
        {
            await export.FinishAsync();
        }

        var written = Renderings.Write(session, new OutFolder(folder), ("run.json", () => SweepReport.Json(result)), ("report.md", () => SweepReport.Markdown(result)));
        var levels = Renderings.Lost(session, lost);
        session.Out.WriteLine(SweepReport.Text(result).TrimEnd('\n'));
        Renderings.Tell(session.Out, folder, "report.md");
        return (int)ExitCodes.Worst((ExitCode)result.ExitCode, written, levels);
    }

    /// <summary><c>level-20-per-s</c>, <c>level-4-at-once</c>.</summary>
    private static string Named(LoadProfile profile, double level) =>
        "level-" + LoadSweep.Name(profile.Sweep!.Unit, level).Replace("/s", "-per-s", StringComparison.Ordinal).Replace(' ', '-');
}
