using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in reading chat completion chunks: what the field sends beside the documented ones.</summary>
internal static class ChunkMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("wants-the-choices", "A chunk without the member choices is an error.", Answer, l => Chunk(l) && !l.Contains("\"choices\"", StringComparison.Ordinal) ? "data: {" : l),
        Mutant.Lines("halves-are-an-error", "Half a surrogate pair is an error of the JSON.", Answer, l => Chunk(l) && l.Contains("\\ud", StringComparison.OrdinalIgnoreCase) ? "data: {" : l),
        new("ends-at-the-finish-reason", "Text behind the finish reason is dropped.", Answer.Facts with { Name = "ends-at-the-finish-reason" }, UntilFinishedAsync),
        new("missing-usage-is-zero", "Where the server told no usage, zeros are reported.", Answer.Facts with { Name = "missing-usage-is-zero" }, WithUsageAsync),
    ];

    private static bool Chunk(string line) => line.Contains("\"chat.completion.chunk\"", StringComparison.Ordinal);

    private static async Task<TranscriptEnd> UntilFinishedAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var (finished, text) = (false, new System.Text.StringBuilder());
        var end = await Answer.Run(request, handler, i =>
        {
            finished |= i is TranscriptItem.Finish;
            if (finished && i is TranscriptItem.Token)
                return;
            text.Append((i as TranscriptItem.Token)?.Text);
            report(i);
        }, stop);
        return finished ? end with { Text = text.ToString() } : end;
    }

    private static async Task<TranscriptEnd> WithUsageAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var told = false;
        var end = await Answer.Run(request, handler, i =>
        {
            told |= i is TranscriptItem.Usage;
            report(i);
        }, stop);
        if (!told)
            report(new TranscriptItem.Usage(end.At, """{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""));
        return end;
    }
}
