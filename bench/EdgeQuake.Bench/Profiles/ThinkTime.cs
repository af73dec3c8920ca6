using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>The pause between the end of a turn and the next question: the same each time, or drawn evenly from a range.</summary>
public readonly record struct ThinkTime(TimeSpan From, TimeSpan To)
{
    /// <summary>After stream n: from seed and number alone.</summary>
    internal TimeSpan After(ulong seed, int number) => From + ((To - From) * Draws.Uniform(seed ^ 0x7F4A7C159E3779B9UL, number));

    /// <summary><c>2s</c> or <c>1s..5s</c>; null where a word is none.</summary>
    internal static ThinkTime? Parse(string word)
    {
        TimeSpan?[] ends = [.. word.Split("..").Select(Quantity.Duration)];
        return ends.Length is 1 or 2 && ends[0] is { } from && ends[^1] is { } to && to >= from ? new(from, to) : null;
    }

    public override string ToString() => From == To ? Text(From) : $"{Text(From)}..{Text(To)}";

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s";
}
