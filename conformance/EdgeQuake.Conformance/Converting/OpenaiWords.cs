using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>The verbs that a chat completion chunk could have been.</summary>
internal static class OpenaiWords
{
    internal static IEnumerable<string> Of(JsonElement chunk)
    {
        if (chunk.TryGetProperty("error", out var error))
            return [$"error: {YamlWord.Flow(error)}"];
        if (chunk.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
            return [$"usage: {YamlWord.Flow(usage)}"];
        if (!chunk.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() != 1)
            return [];
        var choice = choices[0];
        return EdgequakeWords.Text(choice, "finish_reason") is { } reason ? EdgequakeWords.Verb("finish", reason)
            : choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty("delta", out var delta) ? Delta(delta) : [];
    }

    private static IEnumerable<string> Delta(JsonElement delta) =>
    [
        .. EdgequakeWords.Verb("token", EdgequakeWords.Text(delta, "content")),
        .. EdgequakeWords.Verb("thinking", EdgequakeWords.Text(delta, "reasoning_content")),
        .. delta.ValueKind == JsonValueKind.Object && delta.TryGetProperty("tool_calls", out var calls) && calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() == 1
            ? [$"tool-call: {YamlWord.Flow(calls[0])}"]
            : Array.Empty<string>(),
    ];
}
