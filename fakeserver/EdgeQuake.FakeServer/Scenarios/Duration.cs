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
        if (!m.Success || !double.TryParse(m.Groups["n"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n))
        {
            return null;
        }

        return m.Groups["u"].Value switch
        {
            "us" => TimeSpan.FromMicroseconds(n),
            "ms" => TimeSpan.FromMilliseconds(n),
            "s" => TimeSpan.FromSeconds(n),
            _ => TimeSpan.FromMinutes(n),
        };
    }

    [GeneratedRegex(@"^(?<n>\d{1,9}(\.\d{1,9})?)\s*(?<u>us|ms|s|m)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
