using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>Reads the body of one report: the value beside <c>token</c>, <c>event</c>, <c>source</c> and the rest.</summary>
internal static class ItemReader
{
    internal static TranscriptItem Read(string name, JsonElement value, TimeSpan at) => name switch
    {
        "event" => Event(value, at),
        "token" => new TranscriptItem.Token(at, String(name, value)),
        "source" => new TranscriptItem.Source(at, String(name, value)),
        "thinking" => new TranscriptItem.Thinking(at, String(name, value)),
        "usage" => new TranscriptItem.Usage(at, value.GetRawText()),
        "malformed" => new TranscriptItem.Malformed(at, String(name, value)),
        "finish" => new TranscriptItem.Finish(at, String(name, value)),
        "toolCall" => ToolCall(value, at),
        "comment" => new TranscriptItem.Comment(at, String(name, value)),
        _ => new TranscriptItem.Restart(at, value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) ? n : throw Wrong(name, value, "the number of the attempt that begins")),
    };

    private static TranscriptItem.Event Event(JsonElement value, TimeSpan at)
    {
        Object("event", value, AdapterWords.Event);
        return new TranscriptItem.Event(at, AnswerReader.Optional(value, "type"), AnswerReader.Text(value, "data"), AnswerReader.Optional(value, "id"));
    }

    private static TranscriptItem.ToolCall ToolCall(JsonElement value, TimeSpan at)
    {
        Object("toolCall", value, AdapterWords.ToolCall);
        return new TranscriptItem.ToolCall(
            at, AnswerReader.Whole(value, "index") ?? 0, AnswerReader.Optional(value, "id"), AnswerReader.Optional(value, "name"), AnswerReader.Optional(value, "arguments") ?? "");
    }

    private static void Object(string name, JsonElement value, string[] known)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(name, value, $"an object with {string.Join(", ", known)}");
        }

        AnswerReader.Known(value, known);
    }

    private static string String(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : throw Wrong(name, value, "a text");

    private static AnswerReader.Mistake Wrong(string name, JsonElement value, string expected) =>
        new($"{name} is {FactsReader.Shown(value)}; expected {expected}");
}
