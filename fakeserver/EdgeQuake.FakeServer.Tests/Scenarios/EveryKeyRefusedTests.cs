using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Every key and verb of the table, misspelt and with a value of the wrong kind: refused with file, line, column, and the word that was meant or what was expected.</summary>
public sealed class EveryKeyRefusedTests
{
    public static TheoryData<string, string> Keys { get; } = new(KeyTable.All.Select(k => (k.Owner, k.Name)));

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_misspelt_key_names_the_nearest(string owner, string name)
    {
        // The last letter twice: a slip that leaves every key nearest to itself.
        var wrong = name + name[^1];
        var problem = Problems(owner, $"{wrong}: 1").FirstOrDefault(p => p.What.Contains($"'{wrong}'", StringComparison.Ordinal));
        problem.Should().NotBeNull();
        (problem!.File, problem.Line).Should().Be(("x.yaml", 2));
        problem.Column.Should().Be(Column(owner, wrong));
        problem.Nearest.Should().Be(name);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_of_the_wrong_kind_says_what_was_expected(string owner, string name)
    {
        var key = KeyTable.Of(owner).First(k => k.Name == name);
        if (Wrong(key) is not { } wrong)
        {
            return;
        }

        var problems = Problems(owner, $"{name}: {wrong}");
        problems.Should().NotBeEmpty("{0}.{1} took {2}", owner, name, wrong);
        problems.Should().Contain(p => p.File == "x.yaml" && p.Line == 2 && p.Column >= Column(owner, name) && p.Expected != null, string.Join(" | ", problems));
    }

    /// <summary>A value that this key cannot have; null where it takes any JSON.</summary>
    private static string? Wrong(Key key) => key switch
    {
        { Owner: "step", Name: "done" or "error" } => "[ 1 ]",
        { Owner: "step", Name: "context" or "nodes" or "edges" } => "zzzz",
        { Owner: "step", Name: "usage" or "tool-call" } => "[ 1 ]",
        { Owner: "client", Name: "request" } => "[ 1 ]",
        { Kind: "json" } => null,
        { Kind: "text" } => "[ a, b ]",
        { Kind: "number" } => "many",
        { Kind: "duration" } => "20parsecs",
        { Kind: "word" or "pace" } => "zzzz",
        { Kind: "range" } => "3..1",
        { Kind: "flag" } => "maybe",
        { Kind: "speed" } => "fast",
        { Kind: "none" } => "something",
        { Kind: "list", Values: not null } => "[ zzzz ]",
        { Kind: "list", Of: null, Name: not "write" } => "[ [ a ] ]",
        _ => "zzzz",
    };

    private static int Column(string owner, string key) => Line(owner, $"{key}: 1").IndexOf(key + ":", StringComparison.Ordinal) + 1;

    private static string Line(string owner, string entry) => owner switch
    {
        "scenario" or "attempt" => "  " + entry,
        "exchange" => $"  exchanges: [ {{ {entry} }} ]",
        "matrix" or "match" or "require" or "client" or "pace" or "expect" => $"  {owner}: {{ {entry} }}",
        "else" => $"  require: {{ else: {{ {entry} }} }}",
        "under-load" => $"  pace: {{ under-load: {{ {entry} }} }}",
        "cancel" => $"  client: {{ cancel: {{ {entry} }} }}",
        "event-expected" => $"  expect: {{ events: [ {{ {entry} }} ] }}",
        "server" => $"  expect: {{ server: {{ {entry} }} }}",
        "spec" => $"  spec: [ {{ {entry} }} ]",
        "step" => $"  steps: [ {{ {entry} }} ]",
        "mix-file" => entry,
        "mix" => $"mix: [ {{ {entry} }} ]",
        "limit" => $"limit: {{ {entry} }}",
        _ => $"  steps: [ {{ {owner}: {{ {entry} }} }} ]",
    };

    private static IReadOnlyList<Problem> Problems(string owner, string entry) => owner is "mix-file" or "mix" or "limit"
        ? MixFile.Parse($"# a mix\n{Line(owner, entry)}\n", "x.yaml", ["happy"]).Problems
        : ScenarioFile.Parse($"{(entry.StartsWith("scenario:", StringComparison.Ordinal) && owner == "scenario" ? "- about: x" : "- scenario: x")}\n{Line(owner, entry)}\n", "x.yaml").Problems;
}
