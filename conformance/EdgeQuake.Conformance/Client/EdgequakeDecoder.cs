using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// EdgeQuake's typed frames in either spelling: <c>{"chunk":"Edge","type":"token"}</c> (the streaming guide) and
/// <c>{"type":"token","content":"Edge"}</c> (the server: v2, v3, chat). The chat's done
/// carries its counts itself. A JSON object is typed; what starts with <c>{</c> and does not parse is malformed; everything
/// else is plain text, and plain text is content.
/// </summary>
/// <param name="sentinel"><c>[DONE]</c> ends the answer too, as proxies send it; else it is plain text like any other.</param>
internal sealed class EdgequakeDecoder(bool sentinel = false) : FrameDecoder
{
    private protected override bool EndsByEof => false;

    private protected override void Parse(in SseEvent e)
    {
        if (e.Type.SequenceEqual("error"u8) && !IsObject(e.Data))
            Parts.Add(new FramePart(FrameKind.Error, Whole(e.Data)));
        else if (e.Data.IsEmpty)
            Parts.Add(new FramePart(FrameKind.Empty, default));
        else if (sentinel && e.Data.SequenceEqual("[DONE]"u8))
            Parts.Add(new FramePart(FrameKind.Done, default));
        else if (!IsObject(e.Data))
            Parts.Add(new FramePart(FrameKind.PlainText, Whole(e.Data)));
        else
            ParseObject(e);
    }

    /// <summary>By its first byte after JSON's white space.</summary>
    private static bool IsObject(ReadOnlySpan<byte> data) => data.TrimStart(" \t\n\r"u8) is [(byte)'{', ..];

    private void ParseObject(in SseEvent e)
    {
        try
        {
            var json = Json(e.Data);
            json.Read();
            Add(EdgequakeMembers.Read(ref json), e);
        }
        catch (JsonException) when (e.Data[0] != (byte)'{')
        {
            Parts.Clear();
            Parts.Add(new FramePart(FrameKind.PlainText, Whole(e.Data)));
        }
    }

    private void Add(in EdgequakeMembers m, in SseEvent e)
    {
        if (m.Type is EdgequakeWord.Error || m.Error.HasError || e.Type.SequenceEqual("error"u8))
            Parts.Add(new FramePart(FrameKind.Error, m.Error.Message, Id: m.Error.Code));
        else if (m.Type is EdgequakeWord.Token || (m.Type is EdgequakeWord.None && m.Chunk.Said))
            AddText(FrameKind.Token, m);
        else if (m.Type is EdgequakeWord.Thinking)
            AddText(FrameKind.Thinking, m);
        else if (m.Type is EdgequakeWord.Source)
            Parts.Add(new FramePart(m.Source.Said ? FrameKind.Source : FrameKind.Other, m.Source));
        else if (m.Type is EdgequakeWord.Context)
            AddContext(m, e.Data);
        else if (m.Type is EdgequakeWord.Done)
            Parts.Add(new FramePart(FrameKind.Done, default));
        else if (m.Type is EdgequakeWord.Conversation && m.Conversation.Said)
            Parts.Add(new FramePart(FrameKind.Conversation, m.Conversation));
        if (m.Usage.Said && m.Type is EdgequakeWord.Done or EdgequakeWord.Usage)
            Parts.Add(new FramePart(FrameKind.Usage, m.Usage));
        else if (m.CountsTokens && m.Type is EdgequakeWord.Done)
            Parts.Add(new FramePart(FrameKind.Usage, Whole(e.Data)));
    }

    private void AddText(FrameKind kind, in EdgequakeMembers m)
    {
        // The server's word wins where a frame has both.
        var text = m.Content.Said ? m.Content : m.Chunk;
        if (m.WrongType)
            throw new JsonException("the text of a frame is not a string");
        Parts.Add(new FramePart(text.Length == 0 ? FrameKind.Empty : kind, text));
    }

    private void AddContext(in EdgequakeMembers m, ReadOnlySpan<byte> data)
    {
        Parts.Add(new FramePart(FrameKind.Context, Whole(data)));
        if (m.SourcesAt == 0)
            return;
        var json = Json(data);
        while (json.TokenStartIndex < m.SourcesAt)
            json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            AddSource(EdgequakeMembers.SourceId(ref json));
    }

    private void AddSource(JsonSlice id)
    {
        if (id.Said)
            Parts.Add(new FramePart(FrameKind.Source, id));
    }
}
