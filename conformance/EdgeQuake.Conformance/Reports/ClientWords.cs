using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What the client reported in a run, one line each, stamped: the first witness as text.</summary>
internal static class ClientWords
{
    private const int Most = 60;

    internal static IEnumerable<(string At, string Said)> Of(Run run)
    {
        var (start, items) = (Milliseconds.Start(run), run.Transcript.Items);
        foreach (var item in items.Take(Most))
        {
            yield return (Milliseconds.Since(item.At, start), Line(item));
        }

        if (items.Count + (run.Transcript.Omitted ?? 0) is var all && all > Most)
        {
            yield return ("", $"… and {all - Most} more");
        }

        yield return (Milliseconds.Since(run.Transcript.End?.At, start), End(run.Transcript));
    }

    private static string Line(TranscriptItem item) => item switch
    {
        TranscriptItem.Event e => $"event {(string.IsNullOrEmpty(e.Type) ? "message" : Quoted.Text(e.Type))} {Quoted.Text(e.Data)}" + (e.Id is null ? "" : $" id {Quoted.Text(e.Id)}"),
        TranscriptItem.ToolCall t => $"tool call {t.Index} {t.Name} {Quoted.Text(t.Arguments)}",
        TranscriptItem.Usage u => $"usage {u.Json}",
        TranscriptItem.Restart r => $"restart: attempt {r.Attempt} begins the text again",
        _ => ItemConverter.Worded(item) is var (name, text) ? $"{name} {Quoted.Text(text)}" : "",
    };

    private static string End(Transcript transcript)
    {
        if (transcript.End is not { } end)
        {
            return transcript.Hung ? "no end: the hang guard fired" : transcript.Errored is { } broke ? $"the adapter broke: {broke}" : transcript.Skipped is { } why ? $"skipped: {why}" : "no end";
        }

        string?[] parts =
        [
            $"end: {Words.Of(end.Outcome)}", end.Kind is { } kind ? Words.Of(kind) : null, end.Status is { } status ? $"status {status}" : null,
            end.Code is { } code ? $"code {code}" : null, end.Attempts is { } n ? $"{n} attempts" : null,
            end.RetryAfter is { } after ? $"retry after {ServerWitness.Seconds(after)}" : null, end.Message is { Length: > 0 } words ? Quoted.Text(words) : null,
            end.Text is { } text ? $"text {Quoted.Text(text)}" : null,
        ];
        return string.Join(", ", parts.Where(p => p is not null));
    }
}
