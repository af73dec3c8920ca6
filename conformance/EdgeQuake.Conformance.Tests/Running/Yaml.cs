using EdgeQuake.FakeServer;
using FluentAssertions;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Cases written in a test, in the project's own language.</summary>
internal static class Yaml
{
    internal static IReadOnlyList<Case> Cases(string yaml)
    {
        var set = CaseLibrary.Load([ScenarioFile.Parse(yaml, "test.yaml")], verify: true);
        set.Problems.Should().BeEmpty();
        return set.Cases;
    }

    internal static IReadOnlyList<Problem> Problems(string yaml) => CaseLibrary.Load([ScenarioFile.Parse(yaml, "test.yaml")], verify: true).Problems;

    /// <summary>Where a token's text stands in the guide's wire, for clients written in a test.</summary>
    internal static IEnumerable<string> Tokens(string body) =>
        body.Split("\n\n").Where(f => f.Contains("\"chunk\":\"", StringComparison.Ordinal)).Select(f => f.Split("\"chunk\":\"")[1].Split('"')[0]);
}
