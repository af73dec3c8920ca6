using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>A whole answer instead of a stream: <c>{"answer":"…"}</c> (EdgeQuake query), <c>{"content":"…"}</c> (chat), an OpenAI completion or response, an Anthropic or Ollama message.</summary>
public static class AnswerBody
{
    /// <summary>The text; null when the document holds none, or an error.</summary>
    public static string? Text(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? null
                : Member(root, "answer") ?? Member(root, "content") ?? Member(root, "response") ?? Message(root) ?? Completion(root) ?? Blocks(root);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Ollama: <c>message.content</c>.</summary>
    private static string? Message(JsonElement root) =>
        root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object ? Member(message, "content") : null;

    /// <summary>Anthropic's <c>content</c>, a list of blocks; OpenAI responses' <c>output</c>, items that hold such lists.</summary>
    private static string? Blocks(JsonElement root) =>
        root.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? string.Concat(content.EnumerateArray().Where(b => b.ValueKind == JsonValueKind.Object).Select(b => Member(b, "text")))
        : root.TryGetProperty("output", out var output) && output.ValueKind == JsonValueKind.Array
            ? string.Concat(output.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Select(Blocks))
        : null;

    private static string? Completion(JsonElement root) =>
        root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
        && choices[0] is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
            ? Member(message, "content")
            : null;

    private static string? Member(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;

        // GetString throws on half a surrogate pair.
        var raw = value.GetRawText();
        var plain = default(ByteBuffer);
        JsonEscapes.Resolve(System.Text.Encoding.UTF8.GetBytes(raw.AsSpan(1, raw.Length - 2).ToArray()), ref plain);
        var text = Sse.Text(plain.Span);
        plain.Release();
        return text;
    }
}
