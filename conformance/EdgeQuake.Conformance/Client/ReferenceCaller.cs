using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// The caller of a reference client, where a case has it stop in another way than by telling once, or iterate again. The client knows nothing of the case: it sees a loop that is left, a token
/// that is cancelled again, an exception out of its report.
/// </summary>
internal static class ReferenceCaller
{
    internal static RunInProcess Of(RunInProcess run) => (request, handler, report, stop) => request.Cancel switch
    {
        { How: CancelWay.Break } cancel => BreakAsync(new AnswerLoop(run, request with { Cancel = null }, handler), cancel, report, stop),
        { How: CancelWay.Throw } cancel => ThrowAsync(run, request, handler, cancel, report, stop),
        { How: CancelWay.Twice } or { At: CancelMoment.End } => TellAgainAsync(run, request, handler, report, stop),
        null when request.Options.Iterate > 1 => IterateAsync(new AnswerLoop(run, request, handler), request.Options.Iterate, report, stop),
        _ => run(request, handler, report, stop),
    };

    private static async Task<TranscriptEnd> BreakAsync(AnswerLoop loop, CancelAt cancel, Action<TranscriptItem> report, CancellationToken stop)
    {
        var shown = 0;
        await foreach (var item in loop.WithCancellation(stop))
        {
            report(item);
            if (Counts(item) && ++shown == cancel.Token)
                return Left();
        }

        return loop.End!;
    }

    /// <summary>Reports the first time only: that the loop over it refuses the second is no failure of the answer.</summary>
    private static async Task<TranscriptEnd> IterateAsync(AnswerLoop loop, int times, Action<TranscriptItem> report, CancellationToken stop)
    {
        await foreach (var item in loop.WithCancellation(stop))
            report(item);
        var end = loop.End!;
        try
        {
            for (var n = 1; n < times; n++)
            {
                await foreach (var again in loop.WithCancellation(stop))
                    _ = again;
            }
        }
        catch (InvalidOperationException)
        {
            // As it says.
        }

        return end;
    }

    private static async Task<TranscriptEnd> ThrowAsync(
        RunInProcess run, RunRequest request, HttpMessageHandler handler, CancelAt cancel, Action<TranscriptItem> report, CancellationToken stop)
    {
        var own = new InvalidOperationException("the caller's own");
        var shown = 0;
        try
        {
            return await run(request with { Cancel = null }, handler, item =>
            {
                report(item);
                if (Counts(item) && ++shown == cancel.Token)
                    throw own;
            }, stop);
        }
        catch (InvalidOperationException e) when (ReferenceEquals(e, own))
        {
            return Left();
        }
    }

    /// <summary>Twice at the moment, where there is one, and once more when the answer is over.</summary>
    private static async Task<TranscriptEnd> TellAgainAsync(
        RunInProcess run, RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        using var told = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var shown = 0;
        var end = await run(request with { Cancel = null }, handler, item =>
        {
            report(item);
            if (request.Cancel!.At != CancelMoment.Token || !Counts(item) || ++shown != request.Cancel.Token)
                return;
            told.Cancel();
            told.Cancel();
        }, told.Token);
        await told.CancelAsync();
        return end;
    }

    private static bool Counts(TranscriptItem item) => item is TranscriptItem.Token or TranscriptItem.Event;

    private static TranscriptEnd Left() => new(Clock.Real.Now, Outcome.Cancelled);
}
