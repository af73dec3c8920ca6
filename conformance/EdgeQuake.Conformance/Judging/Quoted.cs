using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>Text as it stands in a finding: quoted, with everything invisible escaped, and cut around the first difference when long.</summary>
internal static class Quoted
{
    private const int Room = 120;

    internal static string Text(string? text) => text is null ? "nothing" : Of(text, 0);

    /// <summary>Both sides of a difference, showing the same stretch of each.</summary>
    internal static (string Expected, string Actual) Pair(string expected, string actual)
    {
        var same = expected.AsSpan().CommonPrefixLength(actual);
        var from = Math.Max(expected.Length, actual.Length) <= Room ? 0 : Math.Max(0, same - (Room / 3));
        return (Of(expected, from), Of(actual, from));
    }

    internal static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Text))}]";

    private static string Of(string text, int from)
    {
        var s = new StringBuilder("\"");
        if (from > 0)
            s.Append('…');
        foreach (var c in text.Skip(from).Take(Room))
            Append(s, c);
        s.Append(text.Length - from > Room ? "…\"" : "\"");
        return text.Length > Room ? s.Append($" ({text.Length} characters)").ToString() : s.ToString();
    }

    private static void Append(StringBuilder s, char c)
    {
        _ = c switch
        {
            '\n' => s.Append("\\n"),
            '\r' => s.Append("\\r"),
            '\t' => s.Append("\\t"),
            '"' => s.Append("\\\""),
            // Lone surrogates are not told from paired ones here: a pair prints as the character only when both halves follow each other.
            _ when char.IsControl(c) || c is '\uFEFF' or '\uFFFD' or '\u200B' or '\u2028' or '\u2029' => s.Append($"\\u{(int)c:X4}"),
            _ => s.Append(c),
        };
    }
}
