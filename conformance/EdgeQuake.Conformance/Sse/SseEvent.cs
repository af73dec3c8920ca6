namespace EdgeQuake.Conformance;

/// <summary>One dispatched event (HTML 9.2.6), as raw bytes: <see cref="Sse.Text"/> decodes them.</summary>
/// <param name="type">The event type buffer; empty means <c>message</c>.</param>
/// <param name="data">The data buffer without its last line feed.</param>
/// <param name="id">The last event ID string: this event's id, or the last one the stream set before; empty when none.</param>
public readonly ref struct SseEvent(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, ReadOnlySpan<byte> id)
{
    public ReadOnlySpan<byte> Type { get; } = type;

    public ReadOnlySpan<byte> Data { get; } = data;

    public ReadOnlySpan<byte> Id { get; } = id;
}
