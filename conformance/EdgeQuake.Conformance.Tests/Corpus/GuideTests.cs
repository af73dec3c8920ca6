using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>GUIDE.md names only what exists, and leaves no row empty.</summary>
public sealed partial class GuideTests
{
    private static readonly string s_guide = File.ReadAllText(Path.Combine(CaseFilesOnDisk.Conformance, "GUIDE.md"));

    [Fact]
    public void EveryCaseItNamesIsInTheCorpus() => Named("case").Except(CaseFilesOnDisk.All.Select(s => s.Id)).Should().BeEmpty();

    [Fact]
    public void EveryScenarioItNamesIsBuiltIn() => Named("scenario").Except(BuiltInScenarios.All.Select(s => s.Id)).Should().BeEmpty();

    // Bench stands on this project and not the other way round, so its table of metrics is read as text.
    [Fact]
    public void EveryMetricItNamesIsInTheTableOfMetrics()
    {
        var table = File.ReadAllText(Path.Combine(CaseFilesOnDisk.Conformance, "..", "bench", "EdgeQuake.Bench", "Metrics", "MetricTable.cs"));
        Named("metric").Where(id => !table.Contains($"new(\"{id}\",", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void EveryRowSaysSomethingInEachOfItsThreeColumns()
    {
        Rows().Should().HaveCountGreaterThan(50);
        Rows().Should().OnlyContain(cells => cells.Length == 3 && cells.All(c => c.Length > 0));
    }

    [Fact]
    public void EveryRowNamesSomethingThatExistsOrSaysThatItDoesNotYet() =>
        Rows().Where(c => !AnyId().IsMatch(c[1]) && !Said(c[1])).Select(c => c[0]).Should().BeEmpty();

    [Fact]
    public void EveryCaseOfTheGuideFamilyIsNamed() =>
        CaseFilesOnDisk.All.Select(s => s.Id).Where(id => id.StartsWith("guide/", StringComparison.Ordinal)).Except(Named("case")).Should().BeEmpty();

    private static bool Said(string cell) =>
        cell.Contains("decision: ", StringComparison.Ordinal) || cell.Contains("not reached yet", StringComparison.Ordinal) || cell.StartsWith("every case", StringComparison.Ordinal);

    private static HashSet<string> Named(string kind) =>
        [.. AnyId().Matches(s_guide).Where(m => m.Groups["kind"].Value == kind).Select(m => m.Groups["id"].Value)];

    private static List<string[]> Rows() =>
        [.. s_guide.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| the guide says", StringComparison.Ordinal))
            .Select(l => l.Trim().Trim('|').Split(" | ").Select(c => c.Trim()).ToArray())];

    [GeneratedRegex("`(?<kind>case|scenario|metric):(?<id>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyId();
}
