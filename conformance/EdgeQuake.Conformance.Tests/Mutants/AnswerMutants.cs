using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in asking, showing and stopping.</summary>
internal static class AnswerMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Sends("ignores-retry-after", "Waits its own backoff, whatever the server asked for.", Answer, h => new ChangedHandler(h) { Response = r => r.Headers.Remove("Retry-After") }),
        Mutant.Sends("stays-connected", "Cancelling stops the reading, not the connection.", Answer, h => new ChangedHandler(h) { Leaks = true }),
        Mutant.Sends("buffers-the-body", "Nothing is shown before everything is there.", Answer, h => new ChangedHandler(h) { Buffers = true }),
        new("begins-again-unannounced", "After a cut it asks again and shows the text once more.", Answer.Facts with { Name = "begins-again-unannounced" }, AgainAsync),
        new("never-retries", "Declares retries and makes none.", Answer.Facts with { Name = "never-retries" },
            (request, handler, report, stop) => Answer.Run(request with { Options = request.Options with { Retries = 0 } }, handler, report, stop)),
        new("never-falls-back", "Declares the fall-back and does not ask it.", ReferenceClients.FallBack.Facts with { Name = "never-falls-back" }, Answer.Run),
        Mutant.Sends("takes-any-type", "Whatever is answered is read as an event stream.", Answer, h => new ChangedHandler(h) { Response = StreamType }),
        Mutant.Reads("reads-past-the-end-mark", "What follows the end mark still counts.", Answer, () => new LateEndMark()),
        Mutant.Reads("plain-text-is-malformed", "A frame that is no JSON is an error.", Answer, LineChange.Of(() => LineRules.PlainIsMalformed)),
        Mutant.Reports("thinking-is-text", "The model's thinking is shown as the answer.", Answer, i => i is TranscriptItem.Thinking t ? new TranscriptItem.Token(t.At, t.Text) : i),
        Mutant.Reports("tells-only-text", "Finish reasons, usage and tool calls are dropped.", Answer, i => i is TranscriptItem.Finish or TranscriptItem.Usage or TranscriptItem.ToolCall ? null : i),
        Mutant.Reports("trims-tokens", "Tokens are shown without the space that they begin with.", Answer, i => i is TranscriptItem.Token t ? t with { Text = t.Text.TrimStart() } : i),
        Mutant.Reports("loses-sources", "Sources are not reported.", Answer, i => i is TranscriptItem.Source ? null : i),
        Mutant.Reads("answer-no-crlf", "Only LF ends a line; seen through what a user reads.", Answer, BodyChange.Bytes(b => b == '\r' ? (byte)'\v' : b)),
        Mutant.Reads("answer-utf8-a-read", "Each read is decoded for itself; seen through what a user reads.", Answer, BodyChange.CutUtf8()),
    ];

    internal static void StreamType(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            response.Content.Headers.ContentType = new("text/event-stream");
    }

    private static async Task<TranscriptEnd> AgainAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        var shown = false;
        void Report(TranscriptItem item)
        {
            shown |= item is TranscriptItem.Token;
            report(item);
        }

        var end = await Answer.Run(request, handler, Report, cancellation);
        return shown && end is { Outcome: Outcome.Failed, Kind: FailureKind.Network } ? await Answer.Run(request, handler, report, cancellation) : end;
    }
}
