using System.Buffers;

namespace EdgeQuake.FakeServer;

/// <summary>The body of a recorded answer without its chunk framing, read by read: what each read added to it.</summary>
/// <param name="Reads">Reads that added nothing (framing alone) are left out.</param>
/// <param name="Framing">How the head announced it.</param>
/// <param name="Length">The announced length, with <see cref="BodyFraming.Length"/>.</param>
/// <param name="Broken">What stood where a chunk size or a line end belongs; null while the framing held.</param>
public sealed record RecordedBody(IReadOnlyList<RecordedRead> Reads, BodyFraming Framing, long? Length, string? Broken)
{
    /// <exception cref="ArgumentException">The exchange has no response head.</exception>
    public static RecordedBody Of(RecordedExchange exchange)
    {
        var head = exchange.Head ?? throw new ArgumentException("an exchange without a response head has no body", nameof(exchange));
        var tracker = ResponseHead.Body(exchange.Method, head.Status, head.Headers);
        List<RecordedRead> reads = [];
        foreach (var (at, raw) in exchange.Reads)
        {
            var bytes = new ArrayBufferWriter<byte>(raw.Length + 1);
            tracker.Take(raw.Span, bytes);
            if (bytes.WrittenCount > 0)
            {
                reads.Add(new RecordedRead(at, bytes.WrittenMemory));
            }
        }

        return new RecordedBody(reads, ResponseHead.Framing(head.Headers), ResponseHead.Length(head.Headers), tracker.Broken);
    }
}
