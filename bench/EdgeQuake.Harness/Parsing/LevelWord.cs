using System.Globalization;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>A level of <c>selftest --pacing</c>: <c>1000</c>, <c>10000x2</c> (streams × tokens a second), <c>1000/unison</c>.</summary>
internal static class LevelWord
{
    private const string Unison = "/unison";

    /// <exception cref="CommandException">Exit 2, naming the word.</exception>
    public static IReadOnlyList<PacingLevel> List(string words, int rate) => [.. words.Split(',').Select(w => Read(w, rate) ?? throw Wrong(w))];

    private static PacingLevel? Read(string word, int rate)
    {
        var unison = word.EndsWith(Unison, StringComparison.Ordinal);
        var parts = (unison ? word[..^Unison.Length] : word).Split('x');
        return parts.Length is 1 or 2 && Whole(parts[0]) is > 0 and <= 100_000 and var streams && (parts.Length == 1 ? rate : Whole(parts[1])) is > 0 and <= 1000 and var each
            ? new PacingLevel(streams, each, unison)
            : null;
    }

    private static int Whole(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static CommandException Wrong(string word) => CommandException.Usage($"--levels: '{word}' is no level; expected streams, 1000, or with their rate, 10000x2, or 1000/unison");
}
