using System.Threading.Channels;
using EdgeQuake.Conformance;
using Spectre.Console;

namespace EdgeQuake.Harness;

/// <summary>Progress of judging, on stderr: a bar for each client on a terminal; else a line for each failure and one for each client.</summary>
internal static class ConformProgress
{
    public static Task ShowAsync(Session session, ChannelReader<RunnerMessage> messages) =>
        session.Live ? LiveAsync(session, messages) : PlainAsync(session.Error, messages);

    private static async Task PlainAsync(TextWriter error, ChannelReader<RunnerMessage> messages)
    {
        await foreach (var message in messages.ReadAllAsync())
        {
            if (Line(message) is { } line)
            {
                error.WriteLine(line);
            }
        }
    }

    private static Task LiveAsync(Session session, ChannelReader<RunnerMessage> messages) =>
        session.Progress().Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var running = new Dictionary<string, (ProgressTask Bar, int Failed)>();
                await foreach (var message in messages.ReadAllAsync())
                {
                    Advance(bars, running, message);
                }
            });

    private static void Advance(ProgressContext bars, Dictionary<string, (ProgressTask Bar, int Failed)> running, RunnerMessage message)
    {
        switch (message)
        {
            case RunnerMessage.RunStarted started:
                running[started.Client] = (bars.AddTask(Markup.Escape(started.Client), maxValue: Math.Max(1, started.Planned)), 0);
                break;
            case RunnerMessage.CaseJudged judged when running.TryGetValue(judged.Client, out var state):
                var failed = state.Failed + (judged.Verdict.Status == VerdictStatus.Failed ? 1 : 0);
                state.Bar.Value = judged.Done;
                state.Bar.Description = Markup.Escape(judged.Client) + (failed > 0 ? $" [red]{failed} failed[/]" : "");
                running[judged.Client] = (state.Bar, failed);
                break;
            case RunnerMessage.RunFinished finished when running.TryGetValue(finished.Client, out var state):
                state.Bar.Value = state.Bar.MaxValue;
                break;
        }
    }

    private static string? Line(RunnerMessage message) => message switch
    {
        RunnerMessage.RunStarted m => $"{m.Client}: judging {Counted.Of(m.Planned, "case")}",
        RunnerMessage.DoctorFinished { Report: { Mistake: { } mistake } } m => $"{m.Client}: {mistake}",
        RunnerMessage.CaseJudged { Verdict: { Status: VerdictStatus.Failed or VerdictStatus.Broken } v } m =>
            $"{m.Client}: [{m.Done}/{m.Planned}] {(v.Status == VerdictStatus.Broken ? "broken" : "failed")} {v.Case} ({v.Profile}): {v.Reason}",
        RunnerMessage.CaseRerun m => $"{m.Client}: {m.Case} is run again alone: {m.Why}",
        RunnerMessage.RunFinished m => $"{m.Client}: {VerdictCounts.Of(m.Run)}",
        _ => null,
    };
}
