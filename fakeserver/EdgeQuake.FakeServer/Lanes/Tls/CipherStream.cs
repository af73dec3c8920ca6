using System.Buffers;

namespace EdgeQuake.FakeServer;

/// <summary>What lies under the SslStream of a <see cref="TlsWire"/>: reads from the wire below; during the handshake writes to it, later only collects.</summary>
/// <remarks>A write therefore never waits, and one scripted write leaves as one send of its records.</remarks>
internal sealed class CipherStream(Wire below) : Stream
{
    /// <summary>Above this a buffer is given back after use: a stream of tokens needs less than one record.</summary>
    private const int Kept = 32 * 1024;

    private ArrayBufferWriter<byte> records = new(256);
    private int sent;
    private bool collecting;

    /// <summary>Whether the wire below has taken every record.</summary>
    public bool IsEmpty => Waiting == 0;

    /// <summary>Bytes of records that wait for the wire below.</summary>
    public int Waiting => records.WrittenCount - sent;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The handshake is done.</summary>
    public void Collect() => collecting = true;

    /// <summary>One send of all that waits. Negative when the connection is gone.</summary>
    public int TryFlush()
    {
        var taken = below.TrySend(records.WrittenSpan[sent..]);
        if (taken >= 0)
        {
            Took(taken);
        }

        return taken;
    }

    public async ValueTask<bool> FlushRestAsync(CancellationToken cancellation)
    {
        if (!await below.SendRestAsync(records.WrittenMemory[sent..], cancellation))
        {
            return false;
        }

        Took(records.WrittenCount - sent);
        return true;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => below.ReadAsync(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        below.ReadAsync(buffer.AsMemory(offset, count)).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        if (!collecting && !await FlushRestAsync(cancellationToken))
        {
            throw new IOException("the connection ended during the handshake");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer) => records.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // The wire below has no buffer of its own.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("the wire is read asynchronously only");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Took(int count)
    {
        sent += count;
        if (!IsEmpty)
        {
            return;
        }

        sent = 0;
        if (records.Capacity > Kept)
        {
            records = new ArrayBufferWriter<byte>(256);
        }
        else
        {
            records.ResetWrittenCount();
        }
    }
}
