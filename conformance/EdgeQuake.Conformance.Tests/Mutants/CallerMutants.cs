using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in what a client does for its caller: stopping, and many answers at once.</summary>
internal static class CallerMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("empties-the-buffer", "After the caller has stopped it, what is there already is still shown.", Answer.Facts with { Name = "empties-the-buffer" }, EmptiedAsync),
        new("asks-again-after-cancel", "A cancel is taken for a lost connection, and the question is sent again.", Answer.Facts with { Name = "asks-again-after-cancel" }, AgainAsync),
    ];

    /// <summary>The caller's moment is seen two tokens late; a client that is then silent is stopped all the same.</summary>
    private static async Task<TranscriptEnd> EmptiedAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        if (request.Cancel is not { At: CancelMoment.Token } cancel)
            return await Answer.Run(request, handler, report, stop);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var shown = 0;
        return await Answer.Run(request with { Cancel = cancel with { Token = cancel.Token + 2 } }, handler, i =>
        {
            report(i);
            if (i is TranscriptItem.Token && ++shown == cancel.Token)
                stopped.CancelAfter(TimeSpan.FromMilliseconds(50));
        }, stopped.Token);
    }

    private static async Task<TranscriptEnd> AgainAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var end = await Answer.Run(request, handler, report, stop);
        if (end.Outcome != Outcome.Cancelled || end.Text is { Length: > 0 })
            return end;

        // Later than a transport's own repetition would be.
        await Task.Delay(TimeSpan.FromMilliseconds(60), stop);
        var again = request with { Cancel = null, Options = request.Options with { Retries = 0, Overall = TimeSpan.FromMilliseconds(100) } };
        await Answer.Run(again, handler, _ => { }, stop);
        return end;
    }
}
