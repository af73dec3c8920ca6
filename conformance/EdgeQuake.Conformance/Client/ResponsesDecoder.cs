using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// OpenAI responses: typed events, <c>response.output_text.delta</c> and its kin, ended by <c>response.completed</c>; <c>response.incomplete</c> stops short,
/// <c>response.failed</c> and <c>error</c> are errors. Anything that is not a JSON object is malformed.
/// </summary>
internal sealed class ResponsesDecoder : FrameDecoder
{
    private Ordinals _calls;

    private protected override bool EndsByEof => false;

    private protected override void Parse(in SseEvent e)
    {
        if (e.Data.IsEmpty)
            Parts.Add(new FramePart(FrameKind.Empty, default));
        else if (e.Type.SequenceEqual("error"u8) && e.Data[0] != (byte)'{')
            Parts.Add(new FramePart(FrameKind.Error, Whole(e.Data)));
        else if (!e.Data.SequenceEqual("[DONE]"u8))
            Add(ResponsesMembers.Read(e.Data));
    }

    private void Add(in ResponsesMembers m)
    {
        if (m.Type is ResponsesWord.Failed or ResponsesWord.Error || m.Error.HasError)
            Parts.Add(new FramePart(FrameKind.Error, m.Error.Message, Id: m.Error.Code));
        else if (m.Type is ResponsesWord.Text)
            Text(FrameKind.Token, m.Delta);
        else if (m.Type is ResponsesWord.Reasoning)
            Text(FrameKind.Thinking, m.Delta);
        else if (m.Type is ResponsesWord.Refusal)
            Text(FrameKind.Refusal, m.Delta);
        else if (m.Type is ResponsesWord.Arguments || (m.Type is ResponsesWord.Item && m.IsCall))
            Parts.Add(new FramePart(FrameKind.ToolCall, m.Delta, 0, _calls.Of(m.Index), m.CallId, m.Name));
        else if (m.Type is ResponsesWord.Completed or ResponsesWord.Incomplete)
            End(m);
    }

    private void Text(FrameKind kind, JsonSlice text) => Parts.Add(new FramePart(text.Length == 0 ? FrameKind.Empty : kind, text));

    private void End(in ResponsesMembers m)
    {
        if (m.Type is ResponsesWord.Completed)
        {
            Parts.Add(new FramePart(FrameKind.Done, default));
        }
        else
        {
            Parts.Add(new FramePart(FrameKind.Finish, m.Reason));
            Parts.Add(new FramePart(FrameKind.Cut, m.Reason));
        }

        if (m.Usage.Said)
            Parts.Add(new FramePart(FrameKind.Usage, m.Usage));
    }
}
