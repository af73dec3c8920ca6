using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Two runs against each other: worse is only what passed and now fails; what is no longer judged is said and not guessed.</summary>
public sealed class ConformanceComparisonTests
{
    [Theory]
    [InlineData(VerdictStatus.Passed, VerdictStatus.Failed, "worse")]
    [InlineData(VerdictStatus.Failed, VerdictStatus.Passed, "better")]
    [InlineData(VerdictStatus.Passed, VerdictStatus.Skipped, "lost")]
    [InlineData(VerdictStatus.Failed, VerdictStatus.Broken, "lost")]
    [InlineData(VerdictStatus.NotApplicable, VerdictStatus.Failed, "won")]
    [InlineData(VerdictStatus.Failed, VerdictStatus.Failed, "same")]
    [InlineData(VerdictStatus.Skipped, VerdictStatus.NotApplicable, "")]
    public void Every_change_of_status_has_its_place(VerdictStatus was, VerdictStatus now, string place)
    {
        var c = Compare([Sample.Verdict("bom/start", was)], [Sample.Verdict("bom/start", now)]);

        (c.Worse.Count, c.Better.Count, c.Lost.Count, c.Won.Count, c.Same).Should().Be(
            (place == "worse" ? 1 : 0, place == "better" ? 1 : 0, place == "lost" ? 1 : 0, place == "won" ? 1 : 0, place == "same" ? 1 : 0));
    }

    [Fact]
    public void A_case_that_one_run_does_not_have_is_lost_or_won_and_the_text_says_so()
    {
        var c = Compare([Sample.Verdict("bom/old", VerdictStatus.Passed)], [Sample.Verdict("bom/new", VerdictStatus.Failed, reason: "it said so")]);

        ComparisonText.Render(c).Should().Contain("MUST   bom/old (raw): passed → not in the run").And.Contain("bom/new (raw): not in the run → failed; now: it said so")
            .And.EndWith("0 worse, 0 better, 1 no longer judged, 1 judged for the first time, 0 as before\n");
    }

    [Fact]
    public void A_client_of_one_run_only_is_named_and_not_compared()
    {
        var other = Sample.Run(Sample.Verdict("bom/start", VerdictStatus.Passed));
        var c = ConformanceComparison.Of(Sample.Of(other), Sample.Of(other with { Client = other.Client with { Name = "another" } }));

        c.OnlyOne.Should().Equal("client-a (before only)", "another (after only)");
        c.Same.Should().Be(0);
    }

    private static ConformanceComparison Compare(Verdict[] before, Verdict[] after) =>
        ConformanceComparison.Of(Sample.Of(Sample.Run(before)), Sample.Of(Sample.Run(after)));
}
