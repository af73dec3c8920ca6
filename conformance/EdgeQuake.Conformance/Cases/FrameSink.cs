using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Collects what a stream said: events as dispatched and, decoded, text, tokens, sources; stops where the caller cancels or a frame may not be.</summary>
internal sealed class FrameSink(Scenario scenario, Cell cell, ReadingMode mode) : ISseSink
{
    private readonly List<string> _pieces = [];
    private readonly List<ExpectedEvent> _events = [];
    private readonly List<string> _sources = [];
    private FrameDecoder _decoder = null!;
    private int _tokens;
    private int _texts;
    private int _malformed;
    private int _told;

    /// <summary>Why reading went no further than here; null while it goes on.</summary>
    internal Outcome? Stopped { get; private set; }

    private bool Plain => scenario.Protocol is Protocol.Sse or Protocol.Raw;

    /// <summary>A new attempt: a decoder of its own; what was read stays (only a client that resumes reads two).</summary>
    internal void Begin() => _decoder = FrameDecoder.For(scenario.Protocol, cell.Shape ?? scenario.Shape);

    /// <summary>The caller has had enough: whatever comes yet is not read.</summary>
    internal void Close() => Stopped ??= Outcome.Cancelled;

    internal Outcome Conclude(TransportEnd end) => _decoder.Conclude(end).Outcome;

    internal void Whole(string text) => _pieces.Add(text);

    internal Reading Reading(Outcome outcome) => new(outcome, _pieces, _events, _tokens, _texts, _sources, _malformed);

    public void Event(in SseEvent e)
    {
        if (Stopped is not null)
            return;
        if (Plain)
        {
            var (type, data, id) = (Sse.Text(e.Type), Sse.Text(e.Data), Sse.Text(e.Id));
            _events.Add(new(type.Length == 0 ? "message" : type, data, id));
        }

        var ended = _decoder.Done;
        Take(_decoder.Read(e), ended);
        while (_decoder.TryNext(out var more))
            Take(more, ended);
        if (Plain)
            Tell();
    }

    public void Comment(ReadOnlySpan<byte> text)
    {
    }

    public void Retry(TimeSpan time)
    {
    }

    private void Take(Frame frame, bool ended)
    {
        if (ended || Stopped is not null)
            return;
        switch (frame.Kind)
        {
            case FrameKind.Token:
                _tokens++;
                Piece(frame);
                break;
            case FrameKind.PlainText:
                _texts++;
                Piece(frame);
                break;
            case FrameKind.Source:
                _sources.Add(Sse.Text(frame.Text));
                break;
            case FrameKind.Malformed when mode.Malformed == "text":
                _texts++;
                Piece(frame);
                break;
            case FrameKind.Malformed:
                _malformed++;
                if (mode.Malformed == "error")
                    Stopped = Outcome.Failed;
                break;
        }
    }

    private void Piece(Frame frame)
    {
        if (frame.Choice == 0)
            _pieces.Add(Sse.Text(frame.Text));
        if (!Plain)
            Tell();
    }

    private void Tell()
    {
        if (scenario.Client.Cancel is { At: CancelMoment.Token } cancel && ++_told >= cancel.Token)
            Stopped = Outcome.Cancelled;
    }
}
