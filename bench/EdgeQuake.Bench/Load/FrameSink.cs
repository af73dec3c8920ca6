using EdgeQuake.Conformance;

namespace EdgeQuake.Bench;

/// <summary>Events → frames → stamps. A struct: the reader calls it without allocation.</summary>
internal readonly struct FrameSink(StreamRecorder recorder, FrameDecoder decoder) : ISseSink
{
    /// <summary>The end mark was seen.</summary>
    public bool Ended => decoder.Done;

    public void Event(in SseEvent e)
    {
        recorder.Event();
        if (recorder.Looked is { Count: < 32 } looked)
        {
            looked.Add(Sse.Text(e.Data));
        }

        Frame(decoder.Read(in e));
        while (decoder.TryNext(out var more))
        {
            Frame(more);
        }
    }

    private void Frame(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Token or FrameKind.PlainText:
                Token(frame.Text);
                break;
            case FrameKind.Thinking when !frame.Text.IsEmpty:
                recorder.Thinking();
                break;
            case FrameKind.Source or FrameKind.Context:
                recorder.Source();
                break;
            case FrameKind.Conversation when recorder.Talk is { } talk:
                talk.Id = Sse.Text(frame.Text);
                break;
            case FrameKind.Usage:
                recorder.Usage(Usage.Of(frame.Text));
                break;
            case FrameKind.Malformed:
                recorder.Malformed();
                break;
            case FrameKind.Done:
                recorder.EndMark();
                recorder.Over = true;
                break;
            case FrameKind.Error or FrameKind.Cut:
                recorder.Over = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Comments keep a stream alive: their bytes were stamped with the read, and they are no event.</summary>
    public void Comment(ReadOnlySpan<byte> text)
    {
    }

    /// <summary>Reconnection times mean nothing to a load: it never reconnects.</summary>
    public void Retry(TimeSpan time)
    {
    }

    private void Token(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            recorder.Token(WholeAnswer.Characters(text), text);
            recorder.Talk?.Hear(text);
        }
    }
}
