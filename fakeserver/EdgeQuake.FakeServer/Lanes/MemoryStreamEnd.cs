using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>The client's end of an in-memory connection: what <c>SocketsHttpHandler.ConnectCallback</c> returns.</summary>
/// <remarks>Disposing must fail a pending read: SocketsHttpHandler cancels by disposing and does not pass its token.</remarks>
internal sealed class MemoryStreamEnd(ExactPipe fromServer, ExactPipe toServer) : Stream
{
    private int disposed;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => fromServer.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        fromServer.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        toServer.Write(buffer.Span) ? default : ValueTask.FromException(ExactPipe.Gone(SocketError.ConnectionReset));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
        // Every write is delivered when it is made.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("the in-memory connection is asynchronous only");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("the in-memory connection is asynchronous only");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref disposed, 1) == 0)
        {
            // As a kernel does: closing with unread bytes resets, closing without them ends politely.
            toServer.End(fromServer.HasUnread ? PipeEnd.Reset : PipeEnd.Fin);
            fromServer.End(PipeEnd.Disposed, drop: true);
        }

        base.Dispose(disposing);
    }
}
