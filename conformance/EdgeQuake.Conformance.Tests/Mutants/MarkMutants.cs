using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about the end mark and about answers without text.</summary>
internal static class MarkMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("mark-wants-the-space", "The end mark without the optional space is not seen.", Answer, l => l.StartsWith("data:[DONE]", StringComparison.Ordinal) ? ":" : l),
        Mutant.Lines("mark-is-a-prefix", "Data that begins like the end mark is the end mark.", Answer, l => l.StartsWith("data: [DONE]", StringComparison.Ordinal) ? "data: [DONE]" : l),
        Mutant.Reads("mark-in-one-read", "Each read is split into lines for itself.", Answer, () => new ReadIsLine()),
        Mutant.Reads("nothing-may-follow-the-mark", "Data behind the end mark is an error.", Answer, () => new LateEndMark("{\"error\":{\"message\":\"data behind the end\"},\"type\":\"error\"}")),
        Mutant.Reads("untyped-events-only", "Events that have a type are left out.", Answer, LineChange.Of(LineRules.UntypedOnly)),
        new("wants-a-finish-reason", "The end mark without a finish reason is no end.", Answer.Facts with { Name = "wants-a-finish-reason" }, WithReasonAsync),
        new("empty-is-a-failure", "An answer without text is a failure.", Answer.Facts with { Name = "empty-is-a-failure" }, WithTextAsync),
    ];

    private static async Task<TranscriptEnd> WithReasonAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var finished = request.Api != "openai.chat";
        var end = await Answer.Run(request, handler, i =>
        {
            finished |= i is TranscriptItem.Finish;
            report(i);
        }, stop);
        return end.Outcome == Outcome.Complete && !finished ? end with { Outcome = Outcome.Incomplete } : end;
    }

    private static async Task<TranscriptEnd> WithTextAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var end = await Answer.Run(request, handler, report, stop);
        return end is { Outcome: Outcome.Complete, Text: null or "" } ? end with { Outcome = Outcome.Failed, Kind = FailureKind.Protocol } : end;
    }
}
