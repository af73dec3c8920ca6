using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// Reports an answer frame by frame while it is read, and knows when to stop: at the end mark, at an error, at a frame that may not be, and when the caller
/// has seen enough. What a chunk still holds after that is not reported.
/// </summary>
internal sealed class AnswerSink(FrameDecoder decoder, ClientPolicy policy, Stops stops, Clock clock, Action<TranscriptItem> report) : ISseSink
{
    private readonly StringBuilder _text = new();
    private bool _over;

    public string Text => _text.ToString();

    /// <summary>Pieces of text shown.</summary>
    public int Shown { get; private set; }

    /// <summary>Anything of the answer, not only text, was reported.</summary>
    public bool Reported { get; private set; }

    /// <summary>The conversation that the server opened or went on with; null = it named none.</summary>
    public string? Conversation { get; private set; }

    /// <summary>Nothing more is to be read.</summary>
    public bool Over => _over;

    /// <summary>The caller cancelled from inside a report.</summary>
    public bool Cancelled { get; private set; }

    /// <summary>The frame that ended the answer, under <c>malformed: error</c>.</summary>
    public string? Malformed { get; private set; }

    public void Event(in SseEvent e)
    {
        if (_over)
            return;
        Take(decoder.Read(e));
        while (decoder.TryNext(out var more))
            Take(more);
    }

    public void Comment(ReadOnlySpan<byte> text)
    {
        if (!_over)
            report(new TranscriptItem.Comment(clock.Now, Sse.Text(text)));
    }

    public void Retry(TimeSpan time)
    {
        // Answers are not reconnected: the reconnection time is of no use.
    }

    /// <summary>A whole answer: one piece of text.</summary>
    public void Whole(string text) => Piece(text);

    private void Take(in Frame frame)
    {
        // Stats ride on the end mark's own event: they still count.
        if (_over && frame.Kind != FrameKind.Usage)
            return;
        switch (frame.Kind)
        {
            case FrameKind.Token or FrameKind.PlainText:
                if (frame.Choice == 0)
                    Piece(Sse.Text(frame.Text));
                break;
            case FrameKind.Conversation:
                Conversation = Sse.Text(frame.Text);
                break;
            case FrameKind.Malformed:
                TakeMalformed(Sse.Text(frame.Text));
                break;
            case FrameKind.Done or FrameKind.Error or FrameKind.Cut:
                _over = true;
                break;
            default:
                if (Item(frame) is { } item)
                    Say(item);
                break;
        }
    }

    private TranscriptItem? Item(in Frame frame) => frame.Kind switch
    {
        FrameKind.Thinking => new TranscriptItem.Thinking(clock.Now, Sse.Text(frame.Text)),
        FrameKind.Source => new TranscriptItem.Source(clock.Now, Sse.Text(frame.Text)),
        FrameKind.Usage => new TranscriptItem.Usage(clock.Now, Sse.Text(frame.Text)),
        FrameKind.Finish when frame.Choice == 0 => new TranscriptItem.Finish(clock.Now, Sse.Text(frame.Text)),
        FrameKind.ToolCall when frame.Choice == 0 => new TranscriptItem.ToolCall(
            clock.Now, frame.Index, OrNull(frame.Id), OrNull(frame.Name), Sse.Text(frame.Text)),
        _ => null,
    };

    private void TakeMalformed(string raw)
    {
        if (policy.Malformed == "text")
        {
            Piece(raw);
            return;
        }

        Say(new TranscriptItem.Malformed(clock.Now, raw));
        if (policy.Malformed != "error")
            return;
        Malformed = raw;
        _over = true;
    }

    private void Piece(string text)
    {
        _text.Append(text);
        Shown++;
        Say(new TranscriptItem.Token(clock.Now, text));
        if (!stops.Reached(CancelMoment.Token, Shown) && !stops.Cancelled)
            return;
        Cancelled = true;
        _over = true;
    }

    private void Say(TranscriptItem item)
    {
        Reported = true;
        report(item);
    }

    private static string? OrNull(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Sse.Text(text);
}
