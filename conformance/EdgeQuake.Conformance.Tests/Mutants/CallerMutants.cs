using System.Collections.Concurrent;
using System.Text;
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
        new("one-after-the-other", "An answer is only asked when the one before it is over.", Answer.Facts with { Name = "one-after-the-other" }, InTurnAsync),
        new("neighbours-change-places", "Of ten pieces one is shown before the one in front of it.", Answer.Facts with { Name = "neighbours-change-places" }, SwappedAsync),
    ];

    // Of one case only: the cases themselves run side by side.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> s_turns = new();

    private static async Task<TranscriptEnd> InTurnAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var turn = s_turns.GetOrAdd($"{request.Case} {request.Api}", _ => new(1, 1));
        await turn.WaitAsync(stop);
        try
        {
            return await Answer.Run(request, handler, report, stop);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<TranscriptEnd> SwappedAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var (n, text) = (0, new StringBuilder());
        TranscriptItem.Token? held = null;
        var end = await Answer.Run(request, handler, i =>
        {
            if (i is not TranscriptItem.Token token)
            {
                report(i);
                return;
            }

            if (++n % 10 == 0)
            {
                held = token;
                return;
            }

            Show(token);
            if (held is { } late)
                Show(late);
            held = null;
        }, stop);
        if (held is { } last)
            Show(last);
        return end with { Text = text.ToString() };

        void Show(TranscriptItem.Token token)
        {
            text.Append(token.Text);
            report(token);
        }
    }

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
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(60));
        await pause.WaitForNextTickAsync(stop);
        var again = request with { Cancel = null, Options = request.Options with { Retries = 0, Overall = TimeSpan.FromMilliseconds(100) } };
        await Answer.Run(again, handler, _ => { }, stop);
        return end;
    }
}
