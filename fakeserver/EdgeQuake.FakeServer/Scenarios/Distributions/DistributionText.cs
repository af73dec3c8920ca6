using System.Globalization;
using System.Text.RegularExpressions;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>Reads a distribution as authors write it.</summary>
internal static partial class DistributionText
{
    public static string Expected { get; } = "a duration (20ms) or a distribution: " + string.Join(", ", Distributions.All.Select(f => f.Example));

    public static Distribution? Parse(Reading reading, YamlNode node, string key, string text)
    {
        if (Duration.Parse(text) is { } value)
        {
            return new FixedDistribution(value);
        }

        var m = Call().Match(text.Trim());
        return m.Success && Distributions.All.FirstOrDefault(f => f.Name == m.Groups["name"].Value) is { } form
            ? form.Read(new DistributionCall(reading, node, key, m.Groups["args"].Value.Split(',', StringSplitOptions.TrimEntries)))
            : null;
    }

    public static string? Nearest(string text) => Words.Nearest(text.Split('(')[0], Distributions.All.Select(f => f.Name));

    public static (TimeSpan A, TimeSpan B)? Two(string[] args) =>
        args.Length == 2 && Duration.Parse(args[0]) is { } a && Duration.Parse(args[1]) is { } b ? (a, b) : null;

    public static TimeSpan? Named(string arg, string prefix) => arg.StartsWith(prefix, StringComparison.Ordinal) ? Duration.Parse(arg[prefix.Length..]) : null;

    public static double? Number(string arg, string prefix) =>
        arg.StartsWith(prefix, StringComparison.Ordinal) && double.TryParse(arg[prefix.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : null;

    [GeneratedRegex(@"^(?<name>[a-z]+)\((?<args>[^()]*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
