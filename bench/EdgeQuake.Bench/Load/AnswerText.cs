using System.Buffers;

namespace EdgeQuake.Bench;

/// <summary>The text of one running answer, kept to see whether it begins again. In a rented buffer that doubles: nothing is allocated an event.</summary>
/// <param name="room">Bytes that it is thought to have.</param>
internal sealed class AnswerText(int room = 64)
{
    /// <summary>Bytes kept: an answer that begins again later than half of them is not found.</summary>
    public const int Most = 64 * 1024;

    private byte[] _kept = [];
    private int _length;

    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _length);

    /// <summary>Reads where the next text goes, and does nothing with it.</summary>
    public int Touch() => _length < _kept.Length ? _kept[_length] : 0;

    public void Add(ReadOnlySpan<byte> utf8)
    {
        var taken = Math.Min(utf8.Length, Most - _length);
        if (_length + taken > _kept.Length)
        {
            Grow(_length + taken);
        }

        utf8[..taken].CopyTo(_kept.AsSpan(_length));
        _length += taken;
    }

    /// <summary>Gives the buffer back; nothing is kept any more.</summary>
    public void Release()
    {
        Return();
        (_kept, _length) = ([], 0);
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, Math.Max(Math.Min(room, Most), 2 * _kept.Length)));
        Kept.CopyTo(larger);
        Return();
        _kept = larger;
    }

    private void Return()
    {
        if (_kept.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_kept);
        }
    }
}
