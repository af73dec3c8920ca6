using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A small parser of the Prometheus text format: every sample under a HELP and a TYPE of its family, names and labels as the format allows, no sample twice.</summary>
internal static partial class Exposition
{
    /// <summary>Samples by name and labels as written.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string text)
    {
        text.Should().EndWith("\n");
        var (samples, types, help) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (Help().Match(line) is { Success: true } h)
            {
                help.Add(h.Groups[1].Value).Should().BeTrue("HELP stands once: {0}", line);
            }
            else if (Type().Match(line) is { Success: true } t)
            {
                types.TryAdd(t.Groups[1].Value, t.Groups[2].Value).Should().BeTrue("TYPE stands once: {0}", line);
            }
            else
            {
                var sample = Sample().Match(line);
                sample.Success.Should().BeTrue("'{0}' is a sample", line);
                var family = types.GetValueOrDefault(sample.Groups["name"].Value) is null ? Suffix().Replace(sample.Groups["name"].Value, "") : sample.Groups["name"].Value;
                types.Should().ContainKey(family);
                help.Should().Contain(family);
                (types[family] != "counter" || family.EndsWith("_total", StringComparison.Ordinal)).Should().BeTrue("{0} is a counter", family);
                samples.TryAdd(line[..line.LastIndexOf(' ')], double.Parse(sample.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)).Should().BeTrue("a sample stands once: {0}", line);
            }
        }

        return samples;
    }

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) \S")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_]\w*="([^"\\\n]|\\[\\"n])*"(,[a-zA-Z_]\w*="([^"\\\n]|\\[\\"n])*")*\})? (?<value>[-+.\dEe]+|[+-]Inf|NaN)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
