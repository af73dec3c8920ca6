namespace EdgeQuake.Conformance;

/// <summary>Takes the next bytes of a body; false = it has had enough.</summary>
internal delegate bool TakeBytes(ReadOnlySpan<byte> bytes);

/// <summary>
/// Where a response body is copied to, so that its bytes come as they are read off the wire.
/// </summary>
/// <remarks>
/// Copying, not reading: one <c>ReadAsync</c> of HttpClient collects every chunk it has, and when the next chunk's header is broken it throws and all of
/// them are lost (.NET 10). A copy hands over each chunk before it looks at the next.
/// </remarks>
internal sealed class BodyPump(TakeBytes take, Stops stops) : Stream
{
    private bool _enough;
    private bool _taking;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>
    /// Gives every piece to <paramref name="take"/>. True at the clean end of the body, false when the taker had enough. What the taker throws comes out, and the connection is closed.
    /// </summary>
    public static async Task<bool> RunAsync(Stream body, Stops stops, TakeBytes take)
    {
        await using var pump = new BodyPump(take, stops);
        try
        {
            await body.CopyToAsync(pump, 16 * 1024, stops.Token);
            return !pump._enough;
        }
        catch (OperationCanceledException) when (pump._enough)
        {
            return false;
        }
        catch (Exception) when (pump._taking)
        {
            await HttpBody.AbandonAsync(body);
            throw;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        stops.Alive();
        _taking = true;
        var more = _enough || take(buffer.Span);
        _taking = false;
        if (more)
            return ValueTask.CompletedTask;
        _enough = true;

        // Ends the copy, and leaves the connection to whoever knows whether it should be closed under the server.
        return ValueTask.FromCanceled(new CancellationToken(canceled: true));
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() => throw new NotSupportedException("asynchronous only");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
