using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The Prometheus text format 0.0.4 by the letter: a last line that ends, one group a family with its HELP and TYPE first, names, labels and escapes as allowed, no sample twice, and histograms that add up.</summary>
internal static partial class Exposition
{
    /// <summary>Samples by name and labels as written.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string text)
    {
        text.Should().EndWith("\n", "the last line must end with a line feed").And.NotContain("\r");
        var families = new List<Family>();
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                Open(families, comment, line);
            }
            else
            {
                Add(families, line);
            }
        }

        families.Select(f => f.Name).Should().OnlyHaveUniqueItems("all lines of a family stand as one group");
        families.Should().OnlyContain(f => f.Help && f.Type.Length > 0, "each has its HELP and its TYPE");
        foreach (var histogram in families.Where(f => f.Type == "histogram"))
        {
            AddsUp(histogram);
        }

        return families.SelectMany(f => f.Samples).ToDictionary(s => s.Text, s => s.Value, StringComparer.Ordinal);
    }

    private static void Open(List<Family> families, System.Text.RegularExpressions.Match comment, string line)
    {
        var name = comment.Groups["name"].Value;
        if (families.Count == 0 || families[^1].Name != name)
        {
            families.Add(new Family(name));
        }

        var family = families[^1];
        family.Samples.Should().BeEmpty("HELP and TYPE stand before the samples: {0}", line);
        if (comment.Groups["type"].Success)
        {
            family.Type.Should().BeEmpty("TYPE stands once: {0}", line);
            family.Type = comment.Groups["type"].Value;
            (family.Type != "counter" || name.EndsWith("_total", StringComparison.Ordinal)).Should().BeTrue("{0} is a counter", name);
        }
        else
        {
            family.Help.Should().BeFalse("HELP stands once: {0}", line);
            family.Help = true;
        }
    }

    private static void Add(List<Family> families, string line)
    {
        var match = SampleLine().Match(line);
        match.Success.Should().BeTrue("'{0}' is a sample", line);
        families.Should().NotBeEmpty("a family is opened before its samples: {0}", line);
        var (family, name) = (families[^1], match.Groups["name"].Value);
        (name == family.Name || (family.Type == "histogram" && name.StartsWith(family.Name, StringComparison.Ordinal) && name[family.Name.Length..] is "_bucket" or "_sum" or "_count"))
            .Should().BeTrue("'{0}' belongs to {1}", line, family.Name);
        var labels = match.Groups["label"].Captures.Select(c => c.Value).Zip(match.Groups["text"].Captures.Select(c => c.Value)).ToList();
        labels.Select(l => l.First).Should().OnlyHaveUniqueItems("a label stands once: {0}", line);
        var sample = new Sample(line[..line.LastIndexOf(' ')], name, [.. labels.Select(l => $"{l.First}={l.Second}")], Number(match.Groups["value"].Value));
        family.Samples.Should().NotContain(s => s.Name == sample.Name && s.Labels.Order().SequenceEqual(sample.Labels.Order()), "a sample stands once: {0}", line);
        family.Samples.Add(sample);
    }

    /// <summary>Of each set of labels: buckets in ascending order of le, cumulative, the last is +Inf and is the count; a sum and a count.</summary>
    private static void AddsUp(Family histogram)
    {
        foreach (var set in histogram.Samples.GroupBy(s => string.Join(',', s.Labels.Where(l => !l.StartsWith("le=", StringComparison.Ordinal)).Order())))
        {
            var buckets = set.Where(s => s.Name == histogram.Name + "_bucket").ToList();
            var bounds = buckets.Select(b => Number(b.Labels.Single(l => l.StartsWith("le=", StringComparison.Ordinal))[3..])).ToList();
            bounds.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.EndWith(double.PositiveInfinity);
            buckets.Select(b => b.Value).Should().BeInAscendingOrder("buckets are cumulative");
            var count = set.Should().ContainSingle(s => s.Name == histogram.Name + "_count").Subject.Value;
            buckets[^1].Value.Should().Be(count, "+Inf holds all");
            set.Should().ContainSingle(s => s.Name == histogram.Name + "_sum");
        }
    }

    private static double Number(string text) => text switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, "NaN" => double.NaN, _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) };

    private sealed record Sample(string Text, string Name, IReadOnlyList<string> Labels, double Value);

    private sealed class Family(string name)
    {
        public string Name => name;

        public string Type { get; set; } = "";

        public bool Help { get; set; }

        public List<Sample> Samples { get; } = [];
    }

    /// <summary>In a HELP only <c>\\</c> and <c>\n</c> are escapes.</summary>
    [GeneratedRegex(@"^# (HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\]|\\[\\n])+|TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped))$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>([^"\\\n]|\\[\\"n])*)"(,(?!\})|(?=\})))*\})? (?<value>[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|[+-]Inf|NaN)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex SampleLine();
}
