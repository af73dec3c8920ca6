using System.Globalization;

namespace EdgeQuake.FakeServer;

/// <summary>Cuts a text into tokens: by word (each keeps the space before it), by character, or by a number of characters.</summary>
internal static class TokenText
{
    public static IReadOnlyList<string>? Cut(string text, string by)
    {
        if (by == "word")
        {
            return Words(text);
        }

        var size = by == "char" ? 1 : int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : 0;
        if (size == 0)
        {
            return null;
        }

        // Text elements, not chars: a token never holds half a character.
        var info = new StringInfo(text);
        return [.. Enumerable.Range(0, (info.LengthInTextElements + size - 1) / size)
            .Select(i => info.SubstringByTextElements(i * size, Math.Min(size, info.LengthInTextElements - (i * size))))];
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == ' ' && text[i - 1] != ' ')
            {
                words.Add(text[start..i]);
                start = i;
            }
        }

        if (start < text.Length)
        {
            words.Add(text[start..]);
        }

        return words;
    }
}
