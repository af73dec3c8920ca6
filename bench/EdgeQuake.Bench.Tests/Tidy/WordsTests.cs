using System.Text.RegularExpressions;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Every key, verb, fault, metric, profile, capability, api and policy word of the code stands in the docs with its sentence, and the docs have no others.</summary>
public sealed partial class WordsTests
{
    /// <summary>ACCEPT_GOLDEN=1 writes the table anew; the difference is then read in review.</summary>
    [Fact]
    public void Every_key_and_verb_of_the_scenario_language_is_in_its_readme()
    {
        const string Readme = "fakeserver/README.md";
        const string Heads = "| in | key |";
        string[] rows = [.. KeyTable.All.Select(k => $"| {k.Owner} | `{k.Name}` | {k.Kind} | {k.Default} | {k.About.Replace("|", "\\|")} |")];
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            var lines = Repository.Lines(Readme);
            var at = Array.FindIndex(lines, l => l.StartsWith(Heads, StringComparison.Ordinal)) + 2;
            File.WriteAllText(Path.Combine(Repository.Root, Readme), string.Join('\n', [.. lines[..at], .. rows, .. lines.Skip(at).SkipWhile(l => l.StartsWith('|')), ""]));
        }

        Rows(Readme, Heads).Should().Equal(rows);
    }

    /// <summary>Likewise.</summary>
    [Fact]
    public void Every_setting_of_a_load_is_in_its_readme()
    {
        const string Readme = "bench/README.md";
        const string Heads = "| setting | value |";
        string[] rows = [.. SettingTable.All.Select(s => $"| `{s.Name}` | {s.Word.Replace("|", "\\|")} | {s.Default} | {s.About.Replace("|", "\\|")} |")];
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            var lines = Repository.Lines(Readme);
            var at = Array.FindIndex(lines, l => l.StartsWith(Heads, StringComparison.Ordinal)) + 2;
            File.WriteAllText(Path.Combine(Repository.Root, Readme), string.Join('\n', [.. lines[..at], .. rows, .. lines.Skip(at).SkipWhile(l => l.StartsWith('|')), ""]));
        }

        Rows(Readme, Heads).Should().Equal(rows);
    }

    [Fact]
    public void Every_metric_is_in_its_readme() =>
        Rows("bench/README.md", "| id | metric |").Should().Equal(MetricTable.All.Select(m => $"| `{m.Id}` | {m.Title.TrimStart('…', ' ')} | {m.Unit} | {m.Definition} |"));

    [Theory]
    [InlineData("profile")]
    [InlineData("capability")]
    [InlineData("api")]
    [InlineData("policy")]
    public void Every_word_of_the_vocabulary_is_in_its_readme(string kind)
    {
        var words = Vocabulary.BuiltIn;
        var known = kind switch { "profile" => words.Profiles, "capability" => words.Capabilities, "api" => words.Apis, _ => words.Policy };
        Rows("conformance/README.md", $"| {kind} | meaning |").Should().Equal(known.Select(w => $"| `{w.Key}` | {w.Value} |"));
    }

    [Fact]
    public void Every_fault_end_lane_outcome_and_pace_is_in_the_fake_servers_readme()
    {
        var readme = Repository.Text("fakeserver/README.md");
        string[] words =
        [
            .. Words.All<OpenFault>(), .. Words.All<EndKind>().Select(w => w.Replace("reset-now", "reset: now", StringComparison.Ordinal)), .. Words.All<LaneKind>(), .. Words.All<Outcome>(),
            .. Words.All<FailureKind>(), .. Paces.All.Keys,
        ];
        words.Where(w => !readme.Contains($"`{w}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Every_scenario_of_a_readme_loads_and_means_what_it_says()
    {
        var blocks = (from file in Repository.Files
                      where file.EndsWith(".md", StringComparison.Ordinal)
                      from block in YamlBlock().Matches(Repository.Text(file)).Select((m, i) => (Text: m.Groups["yaml"].Value, Number: i + 1))
                      where block.Text.Contains("scenario:", StringComparison.Ordinal)
                      select ScenarioFile.Parse(block.Text, $"{file}, block {block.Number}", Path.Combine(Repository.Root, Path.GetDirectoryName(file)!))).ToList();
        blocks.Should().NotBeEmpty();
        blocks.SelectMany(b => b.Problems).Should().BeEmpty();
        blocks.SelectMany(b => b.Scenarios).SelectMany(Verification.Check).Should().BeEmpty();
    }

    // The rows of the one table that starts with these heads.
    private static string[] Rows(string file, string heads)
    {
        var lines = Repository.Lines(file);
        var at = Array.FindIndex(lines, l => l.StartsWith(heads, StringComparison.Ordinal));
        at.Should().BeGreaterThan(-1, "{0} has a table that starts with {1}", file, heads);
        return [.. lines.Skip(at + 2).TakeWhile(l => l.StartsWith('|'))];
    }

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex YamlBlock();
}
