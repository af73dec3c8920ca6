using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Levels of load, one run each, ascending, until the server is saturated.</summary>
public sealed record LoadSweep(LoadUnit Unit, IReadOnlyList<double> Levels)
{
    public const string Expected = "levels or a range that doubles: 5,10,20/s or 5..80/s (streams a second), 1,2,4 or 1..64 (streams at once)";

    /// <summary>The most levels that a range may have.</summary>
    private const int Most = 40;

    /// <summary>As reports name a level.</summary>
    public static string Name(LoadUnit unit, double level) => level.ToString("0.###", CultureInfo.InvariantCulture) + (unit == LoadUnit.PerSecond ? "/s" : " at once");

    /// <summary>Null where a word is none.</summary>
    internal static LoadSweep? Parse(string word)
    {
        var open = word.EndsWith("/s", StringComparison.Ordinal);
        var levels = open ? word[..^2] : word;
        double?[] numbers = [.. levels.Split("..") is { Length: 2 } ends ? Doubled(Number(ends[0], open), Number(ends[1], open)) : levels.Split(',').Select(n => Number(n, open))];
        return numbers.Length is > 0 and <= Most && Array.TrueForAll(numbers, n => n is > 0) ? new(open ? LoadUnit.PerSecond : LoadUnit.AtOnce, [.. numbers.Select(n => n!.Value)]) : null;
    }

    private static double? Number(string word, bool open) => open ? Quantity.Decimal(word.Trim()) : Quantity.Whole(word.Trim(), 1);

    /// <summary>5..70 is 5, 10, 20, 40, 70.</summary>
    private static IEnumerable<double?> Doubled(double? from, double? to)
    {
        if (from is not > 0 || to is not { } last || last < from)
        {
            yield return null;
            yield break;
        }

        for (var level = from.Value; level < last; level *= 2)
        {
            yield return level;
        }

        yield return last;
    }
}
