namespace EdgeQuake.Conformance.Tests;

/// <summary>A body with a change applied read by read: what one read brings is what one read gives, so cuts stay where they were.</summary>
internal sealed class ChangedStream(Stream inner, BodyChange? change, bool leaks, bool breaks = false, bool forgives = false) : Stream
{
    private readonly byte[] _read = new byte[64 << 10];
    private byte[] _ready = [];
    private int _at;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _ready.Length)
        {
            if (_ended)
                return 0;
            await FillAsync(cancellationToken);
        }

        var n = Math.Min(buffer.Length, _ready.Length - _at);
        _ready.AsMemory(_at, n).CopyTo(buffer);
        _at += n;
        return n;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("clients of answers read asynchronously");

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaks)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> CountAsync(Task<int> read)
    {
        try
        {
            return await read;
        }
        catch (InvalidDataException) when (forgives)
        {
            return 0;
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var read = inner.ReadAsync(_read, leaks ? CancellationToken.None : cancellationToken).AsTask();
        var n = await CountAsync(leaks ? read.WaitAsync(cancellationToken) : read);
        _at = 0;
        _ended = n == 0;
        if (_ended && breaks)
            throw new IOException("the connection was closed");
        _ready = (change, n) switch
        {
            (null, _) => _read[..n],
            (_, 0) => change.End(),
            _ => change.Change(_read.AsSpan(0, n)),
        };
    }
}
