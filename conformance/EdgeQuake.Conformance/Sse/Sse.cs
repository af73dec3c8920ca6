using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>Text of the bytes of a stream.</summary>
public static class Sse
{
    /// <summary>
    /// UTF-8 decode (Encoding Standard): every maximal invalid sequence becomes one U+FFFD; never an error. Decoding after the lines were split
    /// gives the same text as decoding before, for a line end is ASCII and so never part of a sequence.
    /// </summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
