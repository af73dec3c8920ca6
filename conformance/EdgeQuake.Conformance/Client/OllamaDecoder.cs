using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// Ollama's JSON lines, from <c>/api/chat</c> (<c>message.content</c>) or <c>/api/generate</c> (<c>response</c>), ended by <c>done:true</c> with its counts; a line
/// with <c>error</c> is an error. Anything that is not a JSON object is malformed.
/// </summary>
internal sealed class OllamaDecoder : FrameDecoder
{
    private int _calls;

    private protected override bool EndsByEof => false;

    private protected override void Parse(in SseEvent e)
    {
        var json = Json(e.Data);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        var m = default(Members);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            Take(ref json, ref m);
        JsonFields.End(ref json);
        if (m.Error.HasError)
        {
            Parts.Clear();
            Parts.Add(new FramePart(FrameKind.Error, m.Error.Message, Id: m.Error.Code));
        }
        else
        {
            Add(m, e.Data);
        }
    }

    private void Take(ref Utf8JsonReader json, ref Members m)
    {
        if (JsonFields.Is(ref json, "message"u8))
            TakeMessage(ref json, ref m);
        else if (JsonFields.Is(ref json, "response"u8) && json.Read())
            m.Text = JsonFields.Content(ref json);
        else if (JsonFields.Is(ref json, "thinking"u8) && json.Read())
            m.Thinking = JsonFields.Scalar(ref json);
        else if (JsonFields.Is(ref json, "done"u8) && json.Read())
            m.Done = json.TokenType == JsonTokenType.True;
        else if (JsonFields.Is(ref json, "done_reason"u8) && json.Read())
            m.Reason = JsonFields.Scalar(ref json);
        else if (JsonFields.Is(ref json, "eval_count"u8) && json.Read())
            m.Counted = JsonFields.Scalar(ref json).Said;
        else if (json.TokenType != JsonTokenType.PropertyName || !m.Error.Take(ref json))
            json.Skip();
    }

    private void TakeMessage(ref Utf8JsonReader json, ref Members m)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Is(ref json, "content"u8) && json.Read())
                m.Text = JsonFields.Content(ref json);
            else if (JsonFields.Is(ref json, "thinking"u8) && json.Read())
                m.Thinking = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "tool_calls"u8) && json.Read() && json.TokenType == JsonTokenType.StartArray)
                TakeCalls(ref json);
            else
                json.Skip();
        }
    }

    private void TakeCalls(ref Utf8JsonReader json)
    {
        var depth = json.CurrentDepth;
        JsonSlice name = default;
        while (json.Read() && (json.TokenType != JsonTokenType.EndArray || json.CurrentDepth > depth))
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (JsonFields.Is(ref json, "name"u8) && json.Read())
                name = JsonFields.Scalar(ref json);
            else if (JsonFields.Is(ref json, "arguments"u8) && json.Read())
                Parts.Add(new FramePart(FrameKind.ToolCall, JsonFields.Object(ref json), 0, _calls++, default, name));
            else if (!JsonFields.Is(ref json, "function"u8))
                json.Skip();
        }
    }

    /// <summary>Tool calls are in already: what is shown goes before them only where a line has both, which no server sends.</summary>
    private void Add(in Members m, ReadOnlySpan<byte> data)
    {
        if (m.Text.Length > 0)
            Parts.Add(new FramePart(FrameKind.Token, m.Text));
        if (m.Thinking.Length > 0)
            Parts.Add(new FramePart(FrameKind.Thinking, m.Thinking));
        if (!m.Done)
        {
            if (Parts.Count == 0)
                Parts.Add(new FramePart(FrameKind.Empty, default));
            return;
        }

        if (m.Reason.Said)
            Parts.Add(new FramePart(FrameKind.Finish, m.Reason));
        Parts.Add(new FramePart(FrameKind.Done, default));
        if (m.Counted)
            Parts.Add(new FramePart(FrameKind.Usage, Whole(data)));
    }

    private struct Members
    {
        public JsonSlice Text, Thinking, Reason;
        public ErrorFields Error;
        public bool Done, Counted;
    }
}
