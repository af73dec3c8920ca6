using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>The verbs that an EdgeQuake frame of any shape could have been.</summary>
internal static class EdgequakeWords
{
    internal static IEnumerable<string> Of(JsonElement frame) => Text(frame, "type") switch
    {
        "token" => Verb("token", Text(frame, "content") ?? Text(frame, "chunk")),
        "thinking" => Verb("thinking", Text(frame, "content")),
        "source" => Verb("source", Text(frame, "source")),
        "context" when frame.TryGetProperty("sources", out var sources) => [.. Sources(sources), $"context: {YamlWord.Flow(sources)}"],
        "done" => ["done:", Rest("done", frame)],
        "conversation" => ["conversation:", Rest("conversation", frame)],
        "title_update" => Verb("title", Text(frame, "title")),
        "metadata" => [Rest("metadata", frame)],
        "error" => [.. Verb("error", Text(frame, "message")), Rest("error", frame)],
        _ => [],
    };

    /// <summary>In v2 a source is a context of that one source.</summary>
    private static IEnumerable<string> Sources(JsonElement sources) =>
        sources.ValueKind == JsonValueKind.Array && sources.GetArrayLength() == 1 && sources[0].ValueKind == JsonValueKind.Object ? Verb("source", Text(sources[0], "id")) : [];

    internal static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static IEnumerable<string> Verb(string verb, string? text) => text is null ? [] : [$"{verb}: {YamlWord.Quote(text)}"];

    /// <summary>The verb with every member but the type.</summary>
    private static string Rest(string verb, JsonElement frame)
    {
        var members = frame.EnumerateObject().Where(p => p.Name != "type").Select(p => $"{YamlWord.Quote(p.Name)}: {YamlWord.Flow(p.Value)}").ToList();
        return members.Count == 0 ? verb + ":" : $"{verb}: {{{string.Join(", ", members)}}}";
    }
}
