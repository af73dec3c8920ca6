using System.CommandLine;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>merge RUN…</c>: load runs that were played at the same time, by workers or by hand, as one run with all its files.</summary>
internal static class MergeVerb
{
    public static Verb Create(Session session)
    {
        var named = new Argument<string[]>("run") { Description = "A run.json of load, or the folder that holds one; its timelines beside it (load --timelines; workers always write them).", Arity = ArgumentArity.OneOrMore };
        var folder = Values.Out("merge");
        var anyway = new Option<bool>("--anyway") { Description = "Joins runs that were not alike: another machine, load or time; what differs is named." };
        var verb = new Verb("merge", "Joins load runs that were played at the same time to one, without loss.") { named, folder, anyway };
        verb.SetAction(parsed =>
        {
            (string Name, LoadResult Run)[] runs = [.. Once(parsed.GetRequiredValue(named)).Select(path => (path, Read(path)))];
            var unlike = Unlike.Of(runs);
            if (unlike is [var difference, ..] && !parsed.GetValue(anyway))
            {
                throw CommandException.Usage($"the runs are not alike: {difference}{(unlike.Count > 1 ? $" (and {unlike.Count - 1} more)" : "")}; --anyway joins them nevertheless");
            }

            foreach (var line in unlike)
            {
                session.Error.WriteLine($"warning: joined although not alike: {line}");
            }

            return (int)Write(session, parsed.GetRequiredValue(folder), LoadMerge.Of([.. runs.Select(r => r.Run)]));
        });
        return verb;
    }

    /// <summary>A run that is named twice would be counted twice.</summary>
    private static IReadOnlyList<string> Once(IReadOnlyList<string> paths) =>
        paths.GroupBy(p => Path.GetFullPath(Beside(p))).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw CommandException.Usage($"{twice.Last()}: this run is named twice, and would be counted twice")
            : paths;

    private static LoadResult Read(string path)
    {
        var run = RunFile.Read(path) is RunFile.Load { Result: var load } ? load : throw CommandException.Usage($"{path}: this is no load run; expected the run.json of 'load'");
        return run.Refusal is { } refusal
            ? throw CommandException.Usage($"{path}: no load was played: {refusal.Message}")
            : Timelines.Of(run, Beside(path), "merge", whole: true);
    }

    private static string Beside(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";

    /// <summary>Judged as any load is; that one of them was stopped by hand is said, and is no exit code of the joining.</summary>
    private static ExitCode Write(Session session, string folder, LoadResult joined)
    {
        var written = Renderings.Lost(session, RunFiles.Write(folder, joined, timelines: true));
        session.Out.WriteLine(LoadConsole.Table(joined).TrimEnd('\n'));
        Renderings.Tell(session.Out, folder);
        return ExitCodes.Worst((ExitCode)(joined with { Interrupted = false }).ExitCode, written);
    }
}
