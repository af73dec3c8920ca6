namespace EdgeQuake.Conformance.Tests;

/// <summary>Rewrites a body read by read; a new one for each response.</summary>
internal abstract class BodyChange
{
    internal abstract byte[] Change(ReadOnlySpan<byte> read);

    /// <summary>What follows the clean end of the body.</summary>
    internal virtual byte[] End() => [];

    /// <summary>Rewrites byte by byte.</summary>
    internal static Func<BodyChange> Bytes(Func<byte, byte> map) => () => new Mapped(map);

    /// <summary>Puts bytes in front of the first read, when it begins with others.</summary>
    internal static Func<BodyChange> DoubleBom() => () => new SecondBom();

    /// <summary>Decodes each read for itself, as a client does that forgets that a character may be cut.</summary>
    internal static Func<BodyChange> CutUtf8() => () => new DecodedAlone();

    /// <summary>Adds bytes after the clean end.</summary>
    internal static Func<BodyChange> AtEnd(string text) => () => new Appended(text);

    private sealed class Mapped(Func<byte, byte> map) : BodyChange
    {
        internal override byte[] Change(ReadOnlySpan<byte> read)
        {
            var bytes = read.ToArray();
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = map(bytes[i]);
            return bytes;
        }
    }

    private sealed class SecondBom : BodyChange
    {
        private readonly List<byte> _start = [];
        private bool _decided;

        internal override byte[] Change(ReadOnlySpan<byte> read)
        {
            if (_decided)
                return read.ToArray();
            _start.AddRange(read);
            if (_start.Count < 3 && _start.SequenceEqual(Bom.Take(_start.Count)))
                return [];
            _decided = true;
            return _start.Take(3).SequenceEqual(Bom) ? [.. Bom, .. _start] : [.. _start];
        }

        internal override byte[] End() => _decided ? [] : [.. _start];

        private static byte[] Bom => [0xEF, 0xBB, 0xBF];
    }

    private sealed class DecodedAlone : BodyChange
    {
        internal override byte[] Change(ReadOnlySpan<byte> read) => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(read));
    }

    private sealed class Appended(string text) : BodyChange
    {
        internal override byte[] Change(ReadOnlySpan<byte> read) => read.ToArray();

        internal override byte[] End() => System.Text.Encoding.UTF8.GetBytes(text);
    }
}
