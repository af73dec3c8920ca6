using System.Text;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A body that plays its steps, one a read.</summary>
internal sealed class ScriptedBody(IReadOnlyList<object> steps) : Stream
{
    private int _next;

    /// <summary>A read that waited was cancelled: HttpClient would have closed the connection.</summary>
    public bool Cancelled { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == steps.Count)
            return 0;
        var step = steps[_next++];
        if (step == ScriptedAnswer.Reset)
            throw new IOException("Connection reset by peer");
        if (step == ScriptedAnswer.Hang)
            await HangAsync(cancellationToken);
        if (step is TimeSpan pause)
        {
            await Alarm.UntilAsync(FakeServer.Clock.Real, FakeServer.Clock.Real.Now + pause, cancellationToken);
            return await ReadAsync(buffer, cancellationToken);
        }

        var bytes = step as byte[] ?? Encoding.UTF8.GetBytes((string)step);
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("async only");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task HangAsync(CancellationToken cancellation)
    {
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        }
        finally
        {
            Cancelled = true;
        }
    }
}
