using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Numbers with their units, as they are typed: null where a word is none.</summary>
public static class Quantity
{
    public const string DurationExpected = "a number with ms, s, m or h, such as 500ms or 30s";
    public const string RateExpected = "a number of streams per second or minute, such as 50/s or 30/m";

    /// <summary><c>500ms</c>, <c>30s</c>, <c>1.5m</c>, <c>1h</c>; at most a week.</summary>
    public static TimeSpan? Duration(string word)
    {
        var digits = word.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        double? unit = word[digits..] switch { "ms" => 1, "s" => 1_000, "m" => 60_000, "h" => 3_600_000, _ => null };
        return unit is { } ms && Decimal(word[..digits]) is { } n && n * ms <= TimeSpan.FromDays(7).TotalMilliseconds ? TimeSpan.FromMilliseconds(n * ms) : null;
    }

    /// <summary><c>50/s</c>, <c>50</c> (per second), <c>30/m</c>: more than 0, per second.</summary>
    public static double? Rate(string word) => PerSecond(word) is > 0 and var r ? r : null;

    /// <summary>The same, where 0 means a pause.</summary>
    internal static double? PerSecond(string word)
    {
        var (number, per) = word.EndsWith("/s", StringComparison.Ordinal) ? (word[..^2], 1)
            : word.EndsWith("/m", StringComparison.Ordinal) ? (word[..^2], 60) : (word, 1);
        return Decimal(number) is { } n && double.IsFinite(n) ? n / per : null;
    }

    /// <summary>A number with a fraction if need be, no sign and no exponent.</summary>
    internal static double? Decimal(string word) => double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary><c>0.01</c> or <c>1%</c>.</summary>
    internal static double? Share(string word) => Decimal(word.EndsWith('%') ? word[..^1] : word) is { } n ? word.EndsWith('%') ? n / 100 : n : null;

    /// <summary>A whole number of at least <paramref name="min"/>.</summary>
    internal static int? Whole(string word, int min) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min ? n : null;
}
