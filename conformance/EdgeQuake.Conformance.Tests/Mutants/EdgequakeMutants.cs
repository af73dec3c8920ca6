using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about EdgeQuake's own wires, the chat's among them.</summary>
internal static class EdgequakeMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    private static ReferenceClient Chat => ReferenceClients.Chat;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("lines-of-64k", "A line of more than 64 KiB cannot be read.", Answer, l => l.Length > 65536 ? "data: {" : l),
        Mutant.Says("knows-two-codes", "A code that it does not know becomes the word unknown.", Answer, (_, end) => end.Code is null or "STREAM_ERROR" or "QUERY_FAILED" ? end : end with { Code = "unknown" }),
        Mutant.Asks("sends-no-headers", "What the caller gave as headers is not sent.", Answer, r => r with { Options = r.Options with { Headers = [] } }),
        Mutant.Reports("error-words-are-no-text", "Text that begins as the older wire's errors do is hidden.", Answer, i => i is TranscriptItem.Token { Text: var t } && t.StartsWith("Error: ", StringComparison.Ordinal) ? null : i),
        Mutant.Reports("chat-shows-thinking", "The chat's thinking is shown as the answer.", Chat, i => i is TranscriptItem.Thinking t ? new TranscriptItem.Token(t.At, t.Text) : i),
        Mutant.Says("chat-swallows-errors", "An error in the place of the chat's done is dropped.", Chat, (_, end) => end.Kind == FailureKind.Server ? end with { Outcome = Outcome.Complete, Kind = null } : end),
        Mutant.Reads("chat-done-is-last", "A frame behind the chat's done is an error.", Chat, () => new LateEndMark("{\"error\":{\"message\":\"a frame behind done\"},\"type\":\"error\"}")),
        new("chat-asks-twice", "A chat that was accepted and broke is sent again.", Chat.Facts with { Name = "chat-asks-twice" }, AgainAsync),
    ];

    private static async Task<TranscriptEnd> AgainAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var end = await Chat.Run(request, handler, report, stop);
        return end.Kind == FailureKind.Network ? await Chat.Run(request, handler, report, stop) : end;
    }
}
