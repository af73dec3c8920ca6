using System.Buffers.Text;
using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>
/// Resolves the escapes of a JSON string that was already checked for form. Unlike the platform's readers it never throws: half a surrogate pair,
/// which servers send when they cut a token inside an emoji, becomes U+FFFD.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Appends the text; it is never longer than <paramref name="raw"/>.</summary>
    public static void Resolve(ReadOnlySpan<byte> raw, ref ByteBuffer into)
    {
        while (raw.IndexOf((byte)'\\') is var slash and >= 0)
        {
            into.Append(raw[..slash]);
            raw = raw[(slash + 1)..];
            if (raw[0] == (byte)'u')
            {
                raw = raw[Rune(raw, ref into)..];
            }
            else
            {
                into.Append(Simple(raw[0]));
                raw = raw[1..];
            }
        }

        into.Append(raw);
    }

    /// <summary>RFC 8259, 7: the two-character escapes.</summary>
    private static byte Simple(byte letter) => letter switch
    {
        (byte)'b' => 8,
        (byte)'t' => 9,
        (byte)'n' => 10,
        (byte)'f' => 12,
        (byte)'r' => 13,
        _ => letter,
    };

    /// <summary>Appends the character of <c>uXXXX</c>, or of a pair of them; returns how many bytes that took.</summary>
    private static int Rune(ReadOnlySpan<byte> raw, ref ByteBuffer into)
    {
        var first = Unit(raw[1..]);
        var used = 5;
        var rune = System.Text.Rune.ReplacementChar;
        if (char.IsHighSurrogate(first) && raw.Length >= 11 && raw[5] == (byte)'\\' && raw[6] == (byte)'u' && char.IsLowSurrogate(Unit(raw[7..])))
        {
            rune = new Rune(first, Unit(raw[7..]));
            used = 11;
        }
        else if (System.Text.Rune.TryCreate(first, out var single))
        {
            rune = single;
        }

        Span<byte> utf8 = stackalloc byte[4];
        into.Append(utf8[..rune.EncodeToUtf8(utf8)]);
        return used;
    }

    private static char Unit(ReadOnlySpan<byte> hex) => Utf8Parser.TryParse(hex[..4], out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';
}
