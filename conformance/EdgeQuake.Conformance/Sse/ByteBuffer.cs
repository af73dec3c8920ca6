using System.Buffers;

namespace EdgeQuake.Conformance;

/// <summary>
/// Bytes that grow in a pooled array, rented on first use. Doubling keeps appending linear; a huge array goes back when it is cleared, and who outgrows
/// <see cref="Keep"/> again has at once what was needed the last time.
/// </summary>
internal struct ByteBuffer
{
    private const int Keep = 64 * 1024;
    private byte[]? _array;
    private int _huge;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        Reserve(1);
        _array![Length++] = value;
    }

    public void Set(ReadOnlySpan<byte> bytes)
    {
        Length = 0;
        Append(bytes);
    }

    public void Clear()
    {
        _huge = Length > Keep ? Length : _huge;
        Length = 0;
        if (_array?.Length > Keep)
            Release();
    }

    public void Release()
    {
        var array = _array;
        _array = null;
        Length = 0;
        if (array is not null)
            ArrayPool<byte>.Shared.Return(array);
    }

    public void Reserve(int more)
    {
        var needed = checked(Length + more);
        if (_array is not null && needed <= _array.Length)
            return;
        var next = Math.Max((long)Length * 2, needed > Keep ? _huge : 0);
        var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(16, (int)Math.Min(Math.Max(needed, next), Array.MaxLength)));
        Span.CopyTo(bigger);
        if (_array is not null)
            ArrayPool<byte>.Shared.Return(_array);
        _array = bigger;
    }
}
