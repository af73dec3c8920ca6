using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The bytes of an answer as events: Server-Sent Events, or the JSON lines that Ollama sends.</summary>
/// <param name="maxEvent">Bytes that one line or event may have; more sets <see cref="LimitExceeded"/>. Default: no limit.</param>
public sealed class EventReader(Protocol protocol, int maxEvent = int.MaxValue) : IDisposable
{
    private readonly SseReader? _events = protocol == Protocol.Ollama ? null : new SseReader(maxEvent);
    private readonly LineReader? _lines = protocol == Protocol.Ollama ? new LineReader(maxEvent) : null;

    /// <summary>A line or an event was longer than allowed: the caller ends the stream.</summary>
    public bool LimitExceeded => _events?.LimitExceeded ?? _lines!.LimitExceeded;

    /// <summary>Reads the next bytes and tells the sink, before it returns, all that they complete.</summary>
    public void Read<TSink>(ReadOnlySpan<byte> bytes, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        if (_events is { } events)
            events.Read(bytes, ref sink);
        else
            _lines!.Read(bytes, ref sink);
    }

    /// <summary>Prepares for a new connection.</summary>
    public void Reset()
    {
        _events?.Reset();
        _lines?.Reset();
    }

    public void Dispose()
    {
        _events?.Dispose();
        _lines?.Dispose();
    }

    /// <summary>The media type that a stream of this protocol has; a stream that names none is taken for one.</summary>
    public static string MediaType(Protocol protocol) => protocol == Protocol.Ollama ? "application/x-ndjson" : "text/event-stream";
}
