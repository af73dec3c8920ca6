namespace EdgeQuake.FakeServer;

/// <summary>Bytes read and not yet used: appended at the end, consumed at the front, copied only when the array must grow.</summary>
internal sealed class ByteQueue
{
    private byte[] bytes = new byte[512];
    private int start;
    private int end;

    public int Length => end - start;

    public ReadOnlySpan<byte> Span => bytes.AsSpan(start, Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        if (end + more.Length > bytes.Length)
        {
            var target = Length + more.Length > bytes.Length ? new byte[Math.Max(bytes.Length * 2, Length + more.Length)] : bytes;
            Span.CopyTo(target);
            (bytes, start, end) = (target, 0, Length);
        }

        more.CopyTo(bytes.AsSpan(end));
        end += more.Length;
    }

    public void Consume(int count) => (start, end) = count == Length ? (0, 0) : (start + count, end);
}
