using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Patterns, profiles, levels and shards narrow a run; shards together are the whole.</summary>
public sealed class SelectionTests
{
    private static readonly Case[] Cases = [Make("bom/start", "core", "MUST"), Make("bom/split", "core", "SHOULD"), Make("done/twice", "oai", "MUST"), Make("cancel/late", "llm", "MAY", "cancel/old")];

    [Theory]
    [InlineData("bom", "bom/start bom/split")]
    [InlineData("bom/*", "bom/start bom/split")]
    [InlineData("*/s*t", "bom/start bom/split")]
    [InlineData("DONE/twice", "done/twice")]
    [InlineData("cancel/old", "cancel/late")]
    [InlineData("bo", "")]
    public void Patterns_choose_by_id_family_and_old_id(string pattern, string ids) =>
        Ids(Selection.All with { Run = [pattern] }).Should().Be(ids);

    [Fact]
    public void Profiles_and_levels_narrow_further()
    {
        Ids(Selection.All with { Profiles = ["core"], Levels = ["must"] }).Should().Be("bom/start");
        Ids(Selection.All with { Levels = ["MUST"] }).Should().Be("bom/start done/twice");
    }

    [Fact]
    public void Shards_together_are_the_whole()
    {
        var shards = new[] { 1, 2, 3 }.SelectMany(k => (Selection.All with { Shard = k, Shards = 3 }).Of(Cases)).ToList();
        shards.Should().BeEquivalentTo(Cases).And.HaveCount(Cases.Length);
    }

    [Fact]
    public void Skipped_cases_stay_in_the_run_and_are_named()
    {
        var bound = Runner.Bound([Make("bom/start", "core", "MUST")], Selection.All with { Skip = ["bom"] }, Given.Client with { Apis = ["raw"] });
        bound.Should().ContainSingle().Which.Should().Match<BoundCase>(b => b.Refused == VerdictStatus.Skipped && b.Reason == "--skip bom");
    }

    internal static Case Make(string id, string profile, string level, params string[] was)
    {
        var bound = Given.Case(new() { Outcome = Outcome.Complete });
        return new(bound.Scenario with { Id = id, Protocol = Protocol.Sse }, bound.Case.Facts with { Profile = profile, Level = level, Was = was });
    }

    private static string Ids(Selection selection) => string.Join(' ', selection.Of(Cases).Select(c => c.Id));
}
