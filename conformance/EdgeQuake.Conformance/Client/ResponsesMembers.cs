using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>The event types we read; every other is <see cref="Unknown"/>.</summary>
internal enum ResponsesWord { Unknown, Text, Reasoning, Refusal, Arguments, Item, Completed, Incomplete, Failed, Error }

/// <summary>The members of one event that mean something to us: its own, its item's and its response's.</summary>
internal struct ResponsesMembers
{
    public ResponsesWord Type;
    public JsonSlice Delta, CallId, Name, Reason, Usage;
    public ErrorFields Error;
    public int Index;
    public bool IsCall;

    public static ResponsesMembers Read(ReadOnlySpan<byte> data)
    {
        var json = FrameDecoder.Json(data);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        var m = default(ResponsesMembers);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            m.Take(ref json);
        JsonFields.End(ref json);
        return m;
    }

    private void Take(ref Utf8JsonReader json)
    {
        if (JsonFields.Is(ref json, "type"u8) && json.Read())
            Type = Word(ref json);
        else if (JsonFields.Is(ref json, "delta"u8) && json.Read())
            Delta = JsonFields.Content(ref json);
        else if (JsonFields.Is(ref json, "output_index"u8) && json.Read())
            Index = JsonFields.Number(ref json);
        else if (JsonFields.Is(ref json, "item"u8) && json.Read() && json.TokenType == JsonTokenType.StartObject)
            TakeItem(ref json);
        else if (JsonFields.Is(ref json, "response"u8) && json.Read() && json.TokenType == JsonTokenType.StartObject)
            TakeResponse(ref json);
        else if (json.TokenType != JsonTokenType.PropertyName || !Error.Take(ref json))
            json.Skip();
    }

    private void TakeItem(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "type"u8) && json.Read())
                IsCall = JsonFields.Is(ref json, "function_call"u8);
            else if (JsonFields.Is(ref json, "call_id"u8) && json.Read())
                CallId = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "name"u8) && json.Read())
                Name = JsonFields.Scalar(ref json);
            else
                json.Skip();
        }
    }

    private void TakeResponse(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "usage"u8) && json.Read())
                Usage = JsonFields.Object(ref json);
            else if (JsonFields.Is(ref json, "incomplete_details"u8) && json.Read() && json.TokenType == JsonTokenType.StartObject)
                TakeReason(ref json);
            else if (json.TokenType != JsonTokenType.PropertyName || !JsonFields.Is(ref json, "error"u8) || !Error.Take(ref json))
                json.Skip();
        }
    }

    private void TakeReason(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "reason"u8) && json.Read())
                Reason = JsonFields.Scalar(ref json);
            else
                json.Skip();
        }
    }

    private static ResponsesWord Word(ref Utf8JsonReader json) => json.TokenType != JsonTokenType.String ? Skipped(ref json)
        : JsonFields.Is(ref json, "response.output_text.delta"u8) ? ResponsesWord.Text
        : JsonFields.Is(ref json, "response.reasoning_summary_text.delta"u8) || JsonFields.Is(ref json, "response.reasoning_text.delta"u8) ? ResponsesWord.Reasoning
        : JsonFields.Is(ref json, "response.refusal.delta"u8) ? ResponsesWord.Refusal
        : JsonFields.Is(ref json, "response.function_call_arguments.delta"u8) ? ResponsesWord.Arguments
        : JsonFields.Is(ref json, "response.output_item.added"u8) ? ResponsesWord.Item
        : JsonFields.Is(ref json, "response.completed"u8) ? ResponsesWord.Completed
        : JsonFields.Is(ref json, "response.incomplete"u8) ? ResponsesWord.Incomplete
        : JsonFields.Is(ref json, "response.failed"u8) ? ResponsesWord.Failed
        : JsonFields.Is(ref json, "error"u8) ? ResponsesWord.Error
        : ResponsesWord.Unknown;

    private static ResponsesWord Skipped(ref Utf8JsonReader json)
    {
        json.Skip();
        return ResponsesWord.Unknown;
    }
}
