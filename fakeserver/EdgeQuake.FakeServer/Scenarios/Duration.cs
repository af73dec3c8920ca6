using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>A duration with its unit: <c>200ms</c>, <c>1.5s</c>, <c>300us</c>, <c>2m</c>. A bare number has no meaning and is refused.</summary>
public static partial class Duration
{
    public const string Expected = "a duration such as 200ms, 1.5s or 300us";

    public static TimeSpan? Parse(string text)
    {
        var m = Shape().Match(text.Trim());
        if (!m.Success || !decimal.TryParse(m.Groups["n"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n))
        {
            return null;
        }

        // In decimal: 9.979ms is 9979 microseconds, and not one tick less.
        var ticks = m.Groups["u"].Value switch
        {
            "us" => TimeSpan.TicksPerMicrosecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            _ => TimeSpan.TicksPerMinute,
        };
        return new TimeSpan((long)Math.Round(n * ticks));
    }

    [GeneratedRegex(@"^(?<n>\d{1,9}(\.\d{1,9})?)\s*(?<u>us|ms|s|m)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
