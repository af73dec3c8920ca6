using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Numbers as reports print them: three to four significant digits, never more than was measured, and a word where there is no number.</summary>
internal static class Figures
{
    public const string TooFew = "n too small";

    /// <summary>A plain number; null is a dash, +∞ is ∞.</summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        double.PositiveInfinity => "∞",
        { } v => v.ToString(Math.Abs(v) switch { >= 10_000 => "#,0", >= 100 => "0", >= 10 => "0.0", >= 1 => "0.00", 0 => "0", _ => "0.000" }, CultureInfo.InvariantCulture),
    };

    /// <summary>A statistic of a metric with its unit.</summary>
    public static string WithUnit(double? value, string unit) => unit switch
    {
        "share" => Percent(value),
        _ => value is null ? TooFew : $"{Number(value)}{(unit == "1/s" ? "/s" : " " + unit)}",
    };

    public static string Percent(double? share) => share is { } s ? (s * 100).ToString(s is > 0 and < 0.001 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A difference of shares, in points of a hundred.</summary>
    public static string Points(double share) => (share * 100).ToString(share is > 0 and < 0.001 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + " points";

    /// <summary>A percentile: its value, a dash without samples, or that n is too small for it.</summary>
    public static string Percentile(Spread spread, double percentile) =>
        spread.Count == 0 ? "–" : spread.At(percentile) is { } value ? Number(value) : TooFew;

    /// <summary><c>[low, high]</c>, or nothing where the samples do not reach.</summary>
    public static string Interval(PercentileValue p) =>
        p.Value is null || (p.Low is null && p.High is null) ? "" : $"[{(p.Low is null ? "?" : Number(p.Low))}, {(p.High is null ? "?" : Number(p.High))}]";

    /// <summary>A percentile with its interval: <c>348 [341, 362]</c>.</summary>
    public static string WithInterval(PercentileValue p) => p.Value is null ? TooFew : $"{Number(p.Value)} {Interval(p)}".TrimEnd();

    /// <summary>The same of a spread; a dash without samples.</summary>
    public static string WithInterval(Spread spread, double percentile) => spread.Count == 0 ? "–" : spread.Percentiles.Where(p => p.Percentile == percentile).Select(WithInterval).FirstOrDefault() ?? TooFew;

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture) + " s";

    public static string Count(long n) => n.ToString("#,0", CultureInfo.InvariantCulture);
}
