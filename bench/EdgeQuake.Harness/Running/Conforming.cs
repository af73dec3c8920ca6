using System.Threading.Channels;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Clients judged one after the other, with progress. A client that does not start is named, and the others still run.</summary>
internal static class Conforming
{
    /// <summary>Runs all; the result holds what was judged until Ctrl+C.</summary>
    /// <param name="lines">Written while the run goes; null = no such file.</param>
    /// <returns>The result, and exit 3 when a client did not start or a listener failed.</returns>
    public static async Task<(ConformanceResult Result, ExitCode Attached)> RunAsync(
        Session session, IReadOnlyList<Attachment> attachments, IReadOnlyList<Case> cases, RunnerOptions options, CancellationToken stop, NdjsonFile? lines = null)
    {
        var started = Clock.Real.UtcNow;
        var from = Clock.Real.Now;
        var header = RunHeaders.Capture(ConformanceJson.Kind, ConformanceJson.Schema, options.Seed ?? 1, session.Typed, started, TimeSpan.Zero);
        var listeners = new Listeners(session);
        var hearing = listeners.HearAsync([("progress", heard => ConformProgress.ShowAsync(session, heard)), .. lines is null ? [] : Lines(lines, header)]);
        var runs = new List<ConformanceRun>();
        var attached = ExitCode.Ok;
        foreach (var attachment in attachments.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var (client, problem) = await attachment.StartAsync(stop);
            if (client is null)
            {
                session.Error.WriteLine($"error: {attachment.Name}: {problem}");
                attached = ExitCode.Broken;
                continue;
            }

            await using (client)
            {
                var run = await Runner.RunAsync(client, cases, options with { Baseline = attachment.Baseline }, listeners.Writer, stop);

                // A stack trace names files: where they lie on this machine is nobody's business in a published report.
                runs.Add(run with { Stderr = run.Stderr?.Replace(Environment.CurrentDirectory, ".", StringComparison.Ordinal) });
            }
        }

        listeners.Writer.Complete();
        var heard = await hearing;
        var judged = runs.SelectMany(r => r.Verdicts).Select(v => v.Case).ToHashSet();
        var result = new ConformanceResult(header with { Duration = Clock.Real.Now - from }, runs, [.. cases.Where(c => judged.Contains(c.Id)).Select(CaseRule.Of)]);
        var ended = lines is null ? ExitCode.Ok : await listeners.NamedAsync(NdjsonFile.Name, () => lines.EndAsync(result));
        return (result, ExitCodes.Worst(attached, heard, ended));
    }

    private static IEnumerable<(string Name, Func<ChannelReader<RunnerMessage>, Task> Hear)> Lines(NdjsonFile lines, RunHeader header) =>
        [(NdjsonFile.Name, heard => lines.HearAsync(header, heard))];

    /// <summary>The exit code that the verdicts ask for.</summary>
    public static ExitCode Judge(ConformanceResult result, bool strict) => ExitCodes.Worst(result.Clients.Select(run =>
        run.Interrupted ? ExitCode.Interrupted
        : run.Broke is not null || run.Count(VerdictStatus.Broken) > 0 ? ExitCode.Broken
        : run.Baseline is { Stale.Count: > 0 } || run.Verdicts.Any(v => Standings.Of(run, v) is Standing.Failed || (strict && v.Level == "SHOULD" && Standings.Of(run, v) is Standing.Warned)) ? ExitCode.Bad
        : ExitCode.Ok));
}
