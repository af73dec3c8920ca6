using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>The event types we read; every other is <see cref="Unknown"/>.</summary>
internal enum AnthropicWord { Unknown, BlockStart, BlockDelta, MessageDelta, Stop, Error }

/// <summary>The members of one event that mean something to us: its own, and those of <c>delta</c> or <c>content_block</c>.</summary>
internal struct AnthropicMembers
{
    public AnthropicWord Type;
    public JsonSlice Text, Thinking, Arguments, CallId, Name, Reason, Usage;
    public ErrorFields Error;
    public int Index;
    public bool IsCall;

    public static AnthropicMembers Read(ReadOnlySpan<byte> data)
    {
        var json = FrameDecoder.Json(data);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        var m = default(AnthropicMembers);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            m.Take(ref json);
        JsonFields.End(ref json);
        return m;
    }

    private void Take(ref Utf8JsonReader json)
    {
        if (JsonFields.Is(ref json, "type"u8) && json.Read())
            Type = Word(ref json);
        else if (JsonFields.Is(ref json, "index"u8) && json.Read())
            Index = JsonFields.Number(ref json);
        else if (JsonFields.Is(ref json, "usage"u8) && json.Read())
            Usage = JsonFields.Object(ref json);
        else if ((JsonFields.Is(ref json, "delta"u8) || JsonFields.Is(ref json, "content_block"u8)) && json.Read() && json.TokenType == JsonTokenType.StartObject)
            TakePart(ref json);
        else if (json.TokenType != JsonTokenType.PropertyName || !Error.Take(ref json))
            json.Skip();
    }

    private void TakePart(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "text"u8) && json.Read())
                Text = JsonFields.Content(ref json);
            else if (JsonFields.Is(ref json, "thinking"u8) && json.Read())
                Thinking = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "partial_json"u8) && json.Read())
                Arguments = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "type"u8) && json.Read())
                IsCall = JsonFields.Is(ref json, "tool_use"u8);
            else if (JsonFields.Is(ref json, "id"u8) && json.Read())
                CallId = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "name"u8) && json.Read())
                Name = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "stop_reason"u8) && json.Read())
                Reason = JsonFields.Scalar(ref json);
            else
                json.Skip();
        }
    }

    private static AnthropicWord Word(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return AnthropicWord.Unknown;
        }

        return JsonFields.Is(ref json, "content_block_delta"u8) ? AnthropicWord.BlockDelta
            : JsonFields.Is(ref json, "content_block_start"u8) ? AnthropicWord.BlockStart
            : JsonFields.Is(ref json, "message_delta"u8) ? AnthropicWord.MessageDelta
            : JsonFields.Is(ref json, "message_stop"u8) ? AnthropicWord.Stop
            : JsonFields.Is(ref json, "error"u8) ? AnthropicWord.Error
            : AnthropicWord.Unknown;
    }
}
