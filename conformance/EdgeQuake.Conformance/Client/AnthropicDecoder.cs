using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// Anthropic messages: content blocks grow by <c>content_block_delta</c>, <c>message_delta</c> names the stop reason and usage, <c>message_stop</c> ends.
/// Anything that is not a JSON object is malformed; unknown types are to be ignored.
/// </summary>
internal sealed class AnthropicDecoder : FrameDecoder
{
    private Ordinals _calls;

    private protected override bool EndsByEof => false;

    private protected override void Parse(in SseEvent e)
    {
        if (e.Data.IsEmpty)
            Parts.Add(new FramePart(FrameKind.Empty, default));
        else if (e.Type.SequenceEqual("error"u8) && e.Data[0] != (byte)'{')
            Parts.Add(new FramePart(FrameKind.Error, Whole(e.Data)));
        else
            Add(AnthropicMembers.Read(e.Data));
    }

    private void Add(in AnthropicMembers m)
    {
        if (m.Type is AnthropicWord.Error || m.Error.HasError)
            Parts.Add(new FramePart(FrameKind.Error, m.Error.Message, Id: m.Error.Code));
        else if (m.Type is AnthropicWord.BlockStart && m.IsCall)
            Parts.Add(new FramePart(FrameKind.ToolCall, default, 0, _calls.Of(m.Index), m.CallId, m.Name));
        else if (m.Type is AnthropicWord.BlockDelta && m.Arguments.Said)
            Parts.Add(new FramePart(FrameKind.ToolCall, m.Arguments, 0, _calls.Of(m.Index)));
        else if (m.Type is AnthropicWord.BlockDelta or AnthropicWord.BlockStart)
            AddText(m);
        else if (m.Type is AnthropicWord.MessageDelta)
            AddEnd(m);
        else if (m.Type is AnthropicWord.Stop)
            Parts.Add(new FramePart(FrameKind.Done, default));
    }

    private void AddText(in AnthropicMembers m)
    {
        if (m.Text.Length > 0)
            Parts.Add(new FramePart(FrameKind.Token, m.Text));
        else if (m.Thinking.Length > 0)
            Parts.Add(new FramePart(FrameKind.Thinking, m.Thinking));
        else
            Parts.Add(new FramePart(FrameKind.Empty, default));
    }

    private void AddEnd(in AnthropicMembers m)
    {
        if (m.Reason.Said)
            Parts.Add(new FramePart(FrameKind.Finish, m.Reason));
        if (m.Usage.Said)
            Parts.Add(new FramePart(FrameKind.Usage, m.Usage));
    }
}
