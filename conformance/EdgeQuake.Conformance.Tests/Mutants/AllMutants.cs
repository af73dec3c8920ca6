using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Every mutant: a mistake that clients in the field make, on a reference client that makes no other.</summary>
internal static class AllMutants
{
    internal static readonly IReadOnlyList<Mutant> All = [.. OfEvents(), .. OfEnds(), .. OfAnswers()];

    private static ReferenceClient Events => ReferenceClients.Events;

    private static ReferenceClient Answer => ReferenceClients.Answer;

    /// <summary>Mistakes in reading the stream, seen through api raw.</summary>
    private static IEnumerable<Mutant> OfEvents() =>
    [
        Mutant.Reads("no-crlf", "Only LF ends a line; a CR before it stays on the line.", Events, BodyChange.Bytes(b => b == '\r' ? (byte)'\v' : b)),
        Mutant.Reads("no-lone-cr", "A CR that no LF follows does not end a line.", Events, () => new LoneCr()),
        Mutant.Reads("trims-spaces", "All spaces after the colon are taken off, not one.", Events, Lines(() => LineRules.TrimsAll)),
        Mutant.Reads("keeps-the-space", "The one space after the colon is not taken off.", Events, Lines(() => LineRules.TrimsNone)),
        Mutant.Reads("wants-the-space", "A field without a space after its colon is unknown.", Events, Lines(() => LineRules.WantsSpace)),
        Mutant.Reads("keeps-the-bom", "A byte order mark at the start is part of the first line.", Events, BodyChange.DoubleBom()),
        Mutant.Reads("comment-is-data", "A comment line is taken for data.", Events, Lines(() => LineRules.CommentIsData)),
        Mutant.Reads("event-a-line", "Each data line is an event; the lines of a block are not joined.", Events, Lines(() => LineRules.EventALine)),
        Mutant.Reads("delivers-at-eof", "The end of the stream dispatches what is pending.", Events, BodyChange.AtEnd("\n\n")),
        Mutant.Reads("utf8-a-read", "Each read is decoded for itself; a character that is cut is lost.", Events, BodyChange.CutUtf8()),
        Mutant.Reads("type-leaks", "The event type stays over a block that has no data.", Events, Lines(LineRules.LeakedType)),
        Mutant.Reads("latin1", "Bytes are taken for Latin-1.", Events, () => new Latin1()),
        Mutant.Sends("commits-the-id-early", "The id of an event that was not dispatched is sent on reconnecting.", Events, EarlyId.Wrap),
    ];

    /// <summary>Mistakes in what is said of an answer's end.</summary>
    private static IEnumerable<Mutant> OfEnds() =>
    [
        Mutant.Says("swallows-truncation", "An answer without its end mark is a success.", Answer, (_, end) => end.Outcome == Outcome.Incomplete ? end with { Outcome = Outcome.Complete } : end),
        Mutant.Says("swallows-resets", "A connection that breaks is taken for the end.", Answer, (_, end) => end.Kind == FailureKind.Network ? Complete(end) : end),
        Mutant.Says("swallows-errors", "An error that the server tells in band is dropped.", Answer, (_, end) => end.Kind == FailureKind.Server ? Complete(end) : end),
        Mutant.Says("ignores-status", "An error status is an empty answer.", Answer, (_, end) => end.Kind == FailureKind.Http ? Complete(end) : end),
        Mutant.Says("timeout-is-the-end", "A clock that fires ends the answer as if it were whole.", Answer, (_, end) => end.Kind == FailureKind.Timeout ? Complete(end) : end),
        Mutant.Says("cancel-is-failure", "Being stopped by the caller is reported as a network failure.", Answer, (_, end) => end.Outcome == Outcome.Cancelled ? end with { Outcome = Outcome.Failed, Kind = FailureKind.Network } : end),
        Mutant.Says("leaks-the-key", "Messages of failures quote the request's headers.", Answer, (run, end) => end.Outcome == Outcome.Failed ? end with { Message = $"{end.Message} {string.Join(' ', run.Options.Headers.Select(h => h.Value))}" } : end),
    ];

    /// <summary>Mistakes in asking, showing and stopping.</summary>
    private static IEnumerable<Mutant> OfAnswers() =>
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
        Mutant.Reads("plain-text-is-malformed", "A frame that is no JSON is an error.", Answer, Lines(() => LineRules.PlainIsMalformed)),
        Mutant.Reports("thinking-is-text", "The model's thinking is shown as the answer.", Answer, i => i is TranscriptItem.Thinking t ? new TranscriptItem.Token(t.At, t.Text) : i),
        Mutant.Reports("tells-only-text", "Finish reasons, usage and tool calls are dropped.", Answer, i => i is TranscriptItem.Finish or TranscriptItem.Usage or TranscriptItem.ToolCall ? null : i),
        Mutant.Reports("trims-tokens", "Tokens are shown without the space that they begin with.", Answer, i => i is TranscriptItem.Token t ? t with { Text = t.Text.TrimStart() } : i),
        Mutant.Reports("loses-sources", "Sources are not reported.", Answer, i => i is TranscriptItem.Source ? null : i),
        Mutant.Reads("answer-no-crlf", "Only LF ends a line; seen through what a user reads.", Answer, BodyChange.Bytes(b => b == '\r' ? (byte)'\v' : b)),
        Mutant.Reads("answer-utf8-a-read", "Each read is decoded for itself; seen through what a user reads.", Answer, BodyChange.CutUtf8()),
    ];

    private static Func<BodyChange> Lines(Func<Func<string, string?>> rule) => LineChange.Of(rule);

    private static void StreamType(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            response.Content.Headers.ContentType = new("text/event-stream");
    }

    private static TranscriptEnd Complete(TranscriptEnd end) => end with { Outcome = Outcome.Complete, Kind = null };

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
