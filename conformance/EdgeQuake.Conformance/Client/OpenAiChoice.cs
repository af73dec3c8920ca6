using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// One member of <c>choices</c>. Its parts come out with the text first, whatever order the server wrote: content, reasoning, refusal, tool calls, finish reason.
/// </summary>
internal ref struct OpenAiChoice
{
    private int _index;
    private JsonSlice _content, _reasoning, _refusal, _finish;
    private FrameParts _calls;

    /// <summary>Reads the object the reader stands on, to its closing brace.</summary>
    public static void Read(ref Utf8JsonReader json, ref FrameParts into)
    {
        var choice = default(OpenAiChoice);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "index"u8) && json.Read())
                choice._index = JsonFields.Number(ref json);
            else if (JsonFields.Is(ref json, "finish_reason"u8) && json.Read())
                choice._finish = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "delta"u8) && json.Read() && json.TokenType == JsonTokenType.StartObject)
                choice.ReadDelta(ref json);
            else
                json.Skip();
        }

        choice.AddTo(ref into);
    }

    private void ReadDelta(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "content"u8) && json.Read())
                _content = JsonFields.Content(ref json);
            else if ((JsonFields.Is(ref json, "reasoning_content"u8) || JsonFields.Is(ref json, "reasoning"u8)) && json.Read())
                _reasoning = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "refusal"u8) && json.Read())
                _refusal = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "tool_calls"u8) && json.Read() && json.TokenType == JsonTokenType.StartArray)
                ReadCalls(ref json);
            else if (JsonFields.Is(ref json, "function_call"u8) && json.Read() && json.TokenType == JsonTokenType.StartObject)
                ReadCall(ref json);
            else
                json.Skip();
        }
    }

    private void ReadCalls(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            ReadCall(ref json);
        if (json.TokenType != JsonTokenType.EndArray)
            throw new JsonException("a tool call is not an object");
    }

    /// <summary>A tool call, or the older <c>function_call</c>, whose name and arguments lie one level higher.</summary>
    private void ReadCall(ref Utf8JsonReader json)
    {
        var index = 0;
        JsonSlice id = default, name = default, arguments = default;
        var depth = json.CurrentDepth;
        while (json.Read() && (json.TokenType != JsonTokenType.EndObject || json.CurrentDepth > depth))
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (JsonFields.Is(ref json, "index"u8) && json.Read())
                index = JsonFields.Number(ref json);
            else if (JsonFields.Is(ref json, "id"u8) && json.Read())
                id = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "name"u8) && json.Read())
                name = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "arguments"u8) && json.Read())
                arguments = JsonFields.Scalar(ref json);
            else if (!JsonFields.Is(ref json, "function"u8))
                json.Skip();
        }

        _calls.Add(new FramePart(FrameKind.ToolCall, arguments, 0, index, id, name));
    }

    private readonly void AddTo(ref FrameParts into)
    {
        var before = into.Count;
        if (_content.Length > 0)
            into.Add(new FramePart(FrameKind.Token, _content, _index));
        if (_reasoning.Length > 0)
            into.Add(new FramePart(FrameKind.Thinking, _reasoning, _index));
        if (_refusal.Length > 0)
            into.Add(new FramePart(FrameKind.Refusal, _refusal, _index));
        for (var i = 0; i < _calls.Count; i++)
            into.Add(_calls[i] with { Choice = _index });
        if (_finish.Said)
            into.Add(new FramePart(FrameKind.Finish, _finish, _index));
        if (into.Count == before)
            into.Add(new FramePart(FrameKind.Empty, default, _index));
    }
}
