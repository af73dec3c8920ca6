namespace EdgeQuake.FakeServer;

/// <summary>The words of files and reports: an enum member's name in kebab-case, and the nearest valid word to a wrong one.</summary>
public static class Words
{
    /// <summary>The word for a value: <c>OpenaiChat</c> is <c>openai-chat</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Ordered[Array.IndexOf(Table<T>.Members, value)];

    /// <summary>Every word of a vocabulary, in declaration order.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>.Ordered;

    /// <summary>The value of a word, or null when it is none.</summary>
    public static T? Parse<T>(string word) where T : struct, Enum =>
        Array.FindIndex(Table<T>.Ordered, w => string.Equals(w, word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? Table<T>.Members[at] : null;

    /// <summary>The candidate with the smallest edit distance, when it is near enough to be what was meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var best = candidates.Select(c => (Word: c, Distance: Distance(word, c))).OrderBy(x => x.Distance).ThenBy(x => x.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(2, word.Length / 3) ? best.Word : null;
    }

    /// <summary>Edits from one to the other, ignoring case: a letter more, less or other, or two neighbours in the wrong order, which is one slip of the hand.</summary>
    internal static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    // Searched from one end to the other: the words are few, and dictionaries and queries over each vocabulary are 3 MB of code in the command as one file. Names and values come in the same order.
    private static class Table<T> where T : struct, Enum
    {
        internal static readonly T[] Members = Enum.GetValues<T>();
        internal static readonly string[] Ordered = Array.ConvertAll(Enum.GetNames<T>(), Kebab);
    }
}
