namespace EdgeQuake.Conformance;

/// <summary>
/// EdgeQuake v1, plain sse and raw: the data of an event is text, whatever it looks like; nothing is malformed, and the clean end of the body is the end.
/// </summary>
internal sealed class PlainTextDecoder : FrameDecoder
{
    private protected override bool EndsByEof => true;

    private protected override void Parse(in SseEvent e) =>
        Parts.Add(new FramePart(e.Data.IsEmpty ? FrameKind.Empty : FrameKind.PlainText, Whole(e.Data)));
}
