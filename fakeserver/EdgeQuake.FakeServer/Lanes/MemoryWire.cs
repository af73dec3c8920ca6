using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>The server's end of an in-memory connection.</summary>
internal sealed class MemoryWire(ExactPipe fromClient, ExactPipe toClient) : Wire
{
    public override IPAddress Peer => IPAddress.Loopback;

    /// <summary>What was written is in the client's hands at once, as with a peer's receive buffer.</summary>
    public override bool? Drained => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer) => fromClient.ReadAsync(buffer, CancellationToken.None);

    public override int TrySend(ReadOnlySpan<byte> bytes) => toClient.Write(bytes) ? bytes.Length : -1;

    public override ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation) => new(toClient.Write(rest.Span));

    public override void Fin(bool closeNotify) => toClient.End(PipeEnd.Fin);

    public override void Reset(bool dropUnread)
    {
        toClient.End(PipeEnd.Reset, dropUnread);
        fromClient.End(PipeEnd.Disposed);
    }

    public override void Dispose()
    {
        toClient.End(PipeEnd.Fin);
        fromClient.End(PipeEnd.Disposed);
    }
}
