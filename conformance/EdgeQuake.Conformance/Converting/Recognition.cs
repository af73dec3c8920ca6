using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Which protocol a recorded stream speaks: the one whose decoder finds the most frames that mean something.</summary>
internal static class Recognition
{
    /// <param name="path">Of the request: decides between protocols that find as much, and where there is nothing but plain text.</param>
    internal static Protocol Of(ReadOnlySpan<byte> body, string path)
    {
        var known = Endpoint.Of(path)?.Protocol;
        var best = (Protocol: known ?? Protocol.Sse, Found: 0);
        foreach (var protocol in Enum.GetValues<Protocol>().Except([Protocol.Sse, Protocol.Raw]).OrderBy(p => p == known ? 0 : 1))
        {
            var found = Typed(body, protocol);
            if (found > best.Found)
                best = (protocol, found);
        }

        return best.Found == 0 && known != Protocol.Edgequake ? Protocol.Sse : best.Protocol;
    }

    private static int Typed(ReadOnlySpan<byte> body, Protocol protocol)
    {
        using var reader = new SseReader();
        var sink = new Count(FrameDecoder.For(protocol));
        reader.Read(body, ref sink);
        return sink.Typed;
    }

    private sealed class Count(FrameDecoder decoder) : ISseSink
    {
        internal int Typed { get; private set; }

        public void Event(in SseEvent e)
        {
            Add(decoder.Read(e).Kind);
            while (decoder.TryNext(out var more))
                Add(more.Kind);
        }

        public void Comment(ReadOnlySpan<byte> text)
        {
        }

        public void Retry(TimeSpan time)
        {
        }

        private void Add(FrameKind kind) =>
            Typed += kind is FrameKind.PlainText or FrameKind.Empty or FrameKind.Other or FrameKind.Malformed ? 0 : 1;
    }
}
