using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>Reads a distribution as authors write it.</summary>
internal static partial class DistributionText
{
    public const string Expected = "a duration (20ms) or a distribution: uniform(10ms, 30ms), normal(20ms, 5ms), lognormal(20ms, p99=60ms), exp(20ms), gamma(20ms, cv=2), rate(50/s)";

    private static readonly string[] Names = ["uniform", "normal", "lognormal", "exp", "gamma", "rate"];

    public static Distribution? Parse(string text)
    {
        if (Duration.Parse(text) is { } value)
        {
            return new Distribution.Fixed(value);
        }

        var m = Call().Match(text.Trim());
        var args = m.Success ? m.Groups["args"].Value.Split(',', StringSplitOptions.TrimEntries) : [];
        return m.Success ? Named(m.Groups["name"].Value, args) : null;
    }

    public static string? Nearest(string text) => Words.Nearest(text.Split('(')[0], Names);

    private static Distribution? Named(string name, string[] args) => (name, args.Length) switch
    {
        ("uniform", 2) when Two(args) is { } t && t.A <= t.B => new Distribution.Uniform(t.A, t.B),
        ("normal", 2) when Two(args) is { } t => new Distribution.Normal(t.A, t.B),
        ("lognormal", 2) when Duration.Parse(args[0]) is { } median && Named(args[1], "p99=") is { } p99 && p99 >= median => new Distribution.LogNormal(median, p99),
        ("exp", 1) when Duration.Parse(args[0]) is { } mean => new Distribution.Exponential(mean),
        ("gamma", 2) when Duration.Parse(args[0]) is { } mean && Number(args[1], "cv=") is > 0 and { } cv => new Distribution.Gamma(mean, cv),
        ("rate", 1) when args[0].EndsWith("/s", StringComparison.Ordinal) && Number(args[0][..^2], "") is > 0 and { } perSecond
            => new Distribution.Fixed(TimeSpan.FromSeconds(1 / perSecond)),
        _ => null,
    };

    private static (TimeSpan A, TimeSpan B)? Two(string[] args) =>
        Duration.Parse(args[0]) is { } a && Duration.Parse(args[1]) is { } b ? (a, b) : null;

    private static TimeSpan? Named(string arg, string prefix) => arg.StartsWith(prefix, StringComparison.Ordinal) ? Duration.Parse(arg[prefix.Length..]) : null;

    private static double? Number(string arg, string prefix) =>
        arg.StartsWith(prefix, StringComparison.Ordinal) && double.TryParse(arg[prefix.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : null;

    [GeneratedRegex(@"^(?<name>[a-z]+)\((?<args>[^()]*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
