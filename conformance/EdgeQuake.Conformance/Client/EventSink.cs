using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Reports every dispatched event as it is read; keeps the reconnection time the server set.</summary>
internal sealed class EventSink(Stops stops, Clock clock, Action<TranscriptItem> report) : ISseSink
{
    private int _events;

    /// <summary>The caller cancelled from inside a report.</summary>
    public bool Cancelled { get; private set; }

    /// <summary>Set by <c>retry</c>; null until then. Holds for later connections.</summary>
    public TimeSpan? Reconnection { get; private set; }

    public int Events => _events;

    public void Event(in SseEvent e)
    {
        if (Cancelled)
            return;
        report(new TranscriptItem.Event(clock.Now, e.Type.IsEmpty ? "message" : Sse.Text(e.Type), Sse.Text(e.Data), e.Id.IsEmpty ? null : Sse.Text(e.Id)));
        Cancelled = stops.Reached(CancelMoment.Token, ++_events) || stops.Cancelled;
    }

    public void Comment(ReadOnlySpan<byte> text)
    {
        if (!Cancelled)
            report(new TranscriptItem.Comment(clock.Now, Sse.Text(text)));
    }

    public void Retry(TimeSpan time) => Reconnection = time;
}
