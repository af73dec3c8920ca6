using System.Collections.Concurrent;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about a caller that stops in its own way: by leaving the loop, twice, too late, by throwing, from inside a handler.</summary>
internal static class CancelMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("lives-on-when-left", "Who leaves the loop over an answer leaves its connection open.", Answer.Facts with { Name = "lives-on-when-left" }, LeftAsync),
        new("stops-every-answer", "To cancel one answer cancels all that are on.", Answer.Facts with { Name = "stops-every-answer" }, AllAsync),
        Mutant.Says("second-cancel-fails", "To cancel what is cancelled already is an error.", Answer, (run, end) => run.Cancel is { How: CancelWay.Twice } ? Failed(end, "already cancelled") : end),
        Mutant.Says("cancels-the-past", "An answer that is over and is then cancelled was cancelled.", Answer, (run, end) => run.Cancel is { At: CancelMoment.End } ? end with { Outcome = Outcome.Cancelled } : end),
        Mutant.Says("takes-the-callers-error", "What the caller's own code throws is told as a failure of the network.", Answer, (run, end) => run.Cancel is { How: CancelWay.Throw } ? Failed(end, "network error") : end),
        new("asks-when-iterated-again", "Who iterates an answer a second time has it asked a second time.", Answer.Facts with { Name = "asks-when-iterated-again" }, IteratedAsync),
        Mutant.Asks("opens-again-after-the-handler", "A close from inside the error handler comes too early for the connection that is opened after it.", ReferenceClients.Events,
            r => r.Cancel is { At: CancelMoment.Error } ? r with { Cancel = null } : r),
    ];

    private static readonly ConcurrentDictionary<(string Case, string Api, int Seq), CancellationTokenSource> s_open = new();

    private static async Task<TranscriptEnd> AllAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var key = (request.Case, request.Api, request.Seq);
        var mine = CancellationTokenSource.CreateLinkedTokenSource(stop);
        s_open[key] = mine;
        var end = await Answer.Run(request, handler, report, mine.Token);
        s_open.TryRemove(key, out _);
        if (end.Outcome == Outcome.Cancelled)
        {
            foreach (var (_, other) in s_open.Where(o => (o.Key.Case, o.Key.Api) == (request.Case, request.Api)))
                await other.CancelAsync();
        }

        return end;
    }

    private static async Task<TranscriptEnd> IteratedAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        if (request.Options.Iterate < 2)
            return await Answer.Run(request, handler, report, stop);
        var once = request with { Options = request.Options with { Iterate = 1 } };
        var end = await Answer.Run(once, handler, report, stop);
        await Answer.Run(once, handler, _ => { }, stop);
        return end;
    }

    private static TranscriptEnd Failed(TranscriptEnd end, string message) => end with { Outcome = Outcome.Failed, Kind = FailureKind.Network, Message = message };

    private static async Task<TranscriptEnd> LeftAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        if (request.Cancel is not { How: CancelWay.Break } cancel)
            return await Answer.Run(request, handler, report, stop);
        var left = new TaskCompletionSource<TranscriptEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shown = 0;
        var running = Answer.Run(request with { Cancel = null }, handler, i =>
        {
            if (left.Task.IsCompleted)
                return;
            report(i);
            if (i is TranscriptItem.Token && ++shown == cancel.Token)
                left.TrySetResult(new(Clock.Real.Now, Outcome.Cancelled));
        }, stop);
        return await await Task.WhenAny(left.Task, running);
    }
}
