using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Whether an answer begins again: all that was said up to some point is said once more from there, as by a retry on the way that nobody cleaned up, or by a double send. Pure.</summary>
/// <remarks>
/// The wire is whole then, and only the text tells. Texts that repeat themselves are no such thing: a model that goes in circles, a table or a list puts a separator between,
/// and a rule of dashes is itself a repetition of something short. A second copy shorter than <see cref="Least"/> characters, or one that begins in the middle, is not seen.
/// </remarks>
internal static class Repetition
{
    /// <summary>Characters that must be said twice.</summary>
    public const int Least = 24;

    /// <summary>The same after a separator: lines and sentences of this length repeat by chance no more.</summary>
    public const int LeastAfterSeparator = 200;

    private const int MostPlaces = 64;

    /// <summary>How many characters were said before the answer began again; null = it did not.</summary>
    public static int? Of(ReadOnlySpan<byte> utf8)
    {
        var start = Head(utf8);
        if (start == 0)
        {
            return null;
        }

        // Few texts hold their own beginning a second time: for them this is one search, and nothing is compared.
        var at = start;
        for (var places = 0; places < MostPlaces && 2 * at <= utf8.Length; places++, at++)
        {
            var found = utf8[at..].IndexOf(utf8[..start]);
            if (found < 0 || 2 * (at += found) > utf8.Length)
            {
                return null;
            }

            if (utf8.Slice(at, at).SequenceEqual(utf8[..at]) && Counts(utf8[..at]) && Primitive(utf8[..(2 * at)]))
            {
                return Encoding.UTF8.GetCharCount(utf8[..at]);
            }
        }

        return null;
    }

    /// <summary>Bytes of the first characters; 0 where the text is too short to say them twice.</summary>
    private static int Head(ReadOnlySpan<byte> utf8)
    {
        var (at, characters) = (0, 0);
        for (; at < utf8.Length && characters <= Least; at++)
        {
            characters += (utf8[at] & 0xC0) == 0x80 ? 0 : 1;
        }

        var head = characters > Least ? at - 1 : at;
        return characters < Least || 2 * head > utf8.Length ? 0 : head;
    }

    private static bool Counts(ReadOnlySpan<byte> said) =>
        said[^1] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)',' or (byte)';' or (byte)'|') || Encoding.UTF8.GetCharCount(said) >= LeastAfterSeparator;

    /// <summary>What is said twice is not itself something shorter said several times.</summary>
    private static bool Primitive(ReadOnlySpan<byte> twice) => twice[1..].IndexOf(twice[..(twice.Length / 2)]) == (twice.Length / 2) - 1;
}
