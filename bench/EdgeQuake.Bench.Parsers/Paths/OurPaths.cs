using EdgeQuake.Conformance;

namespace EdgeQuake.Bench.Parsers;

/// <summary>Our reader, alone and with the decoder, as the load engine uses it: one buffer, and reader and decoder kept for the next stream.</summary>
internal static class OurPaths
{
    public static Action<ChunkStream, Taker> Split(Payload payload)
    {
        var (reader, buffer) = (new SseReader(), new byte[64 * 1024]);
        return (body, taker) =>
        {
            var sink = new DataSink(taker);
            reader.Reset();
            while (body.Read(buffer) is var read and > 0)
                reader.Read(buffer.AsSpan(0, read), ref sink);
        };
    }

    public static Action<ChunkStream, Taker> Tokens(Payload payload)
    {
        var (reader, buffer, decoder) = (new SseReader(), new byte[64 * 1024], FrameDecoder.For(payload.Protocol));
        return (body, taker) =>
        {
            var sink = new TokenSink(decoder, taker);
            reader.Reset();
            while (body.Read(buffer) is var read and > 0)
                reader.Read(buffer.AsSpan(0, read), ref sink);
        };
    }

    private readonly struct DataSink(Taker taker) : ISseSink
    {
        public void Event(in SseEvent e) => taker.Take(e.Data);

        public void Comment(ReadOnlySpan<byte> text)
        {
        }

        public void Retry(TimeSpan time)
        {
        }
    }

    private readonly struct TokenSink(FrameDecoder decoder, Taker taker) : ISseSink
    {
        public void Event(in SseEvent e)
        {
            var frame = decoder.Read(e);
            if (frame.Kind is FrameKind.Token or FrameKind.PlainText)
                taker.Take(frame.Text);
        }

        public void Comment(ReadOnlySpan<byte> text)
        {
        }

        public void Retry(TimeSpan time)
        {
        }
    }
}
