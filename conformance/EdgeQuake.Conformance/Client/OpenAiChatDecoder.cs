using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// OpenAI-compatible chat completion chunks: <c>{"choices":[{"index":0,"delta":{"content":"Edge"},"finish_reason":null}]}</c>, ended by exactly <c>[DONE]</c>,
/// or by a finish reason for every choice and a clean end. Anything that is not a JSON object is malformed.
/// </summary>
internal sealed class OpenAiChatDecoder : FrameDecoder
{
    private ulong _seen, _finished;

    private protected override bool EndsByEof => _seen != 0 && _seen == _finished;

    private protected override void Parse(in SseEvent e)
    {
        if (e.Data.SequenceEqual("[DONE]"u8))
            Parts.Add(new FramePart(FrameKind.Done, default));
        else if (e.Data.IsEmpty)
            Parts.Add(new FramePart(FrameKind.Empty, default));
        else if (e.Type.SequenceEqual("error"u8) && e.Data[0] != (byte)'{')
            Parts.Add(new FramePart(FrameKind.Error, Whole(e.Data)));
        else
            ParseChunk(e);
    }

    /// <summary>Choices beyond the 63rd share a bit: nobody asks for so many.</summary>
    private protected override void Seen(in FramePart part)
    {
        if (part.Kind is FrameKind.Usage or FrameKind.Error or FrameKind.Done or FrameKind.Malformed or FrameKind.Other)
            return;
        var bit = 1UL << Math.Clamp(part.Choice, 0, 63);
        _seen |= bit;
        if (part.Kind == FrameKind.Finish)
            _finished |= bit;
    }

    private void ParseChunk(in SseEvent e)
    {
        var json = Json(e.Data);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        var error = default(ErrorFields);
        var usage = default(JsonSlice);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "choices"u8) && json.Read())
                ReadChoices(ref json);
            else if (JsonFields.Is(ref json, "usage"u8) && json.Read())
                usage = JsonFields.Object(ref json);
            else if (!error.Take(ref json))
                json.Skip();
        }

        JsonFields.End(ref json);
        if (usage.Said)
            Parts.Add(new FramePart(FrameKind.Usage, usage));
        if (!error.HasError && !e.Type.SequenceEqual("error"u8))
            return;
        Parts.Clear();
        Parts.Add(new FramePart(FrameKind.Error, error.Message, Id: error.Code));
    }

    private void ReadChoices(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType != JsonTokenType.StartArray)
            throw new JsonException("choices is not a list");
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            OpenAiChoice.Read(ref json, ref Parts);
        if (json.TokenType != JsonTokenType.EndArray)
            throw new JsonException("a choice is not an object");
    }
}
