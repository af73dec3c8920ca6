namespace EdgeQuake.Conformance;

/// <summary>What a stream of Server-Sent Events means, told as it is read. A struct sink is called without allocation and may be inlined.</summary>
public interface ISseSink
{
    /// <summary>A dispatched event. Its spans live until this call returns.</summary>
    void Event(in SseEvent e);

    /// <summary>A comment line, without its colon and one following space. The standard ignores it; keep-alives and idle clocks do not.</summary>
    void Comment(ReadOnlySpan<byte> text);

    /// <summary>The server set the reconnection time. It holds at once, with or without an event, and on later connections.</summary>
    void Retry(TimeSpan time);
}
