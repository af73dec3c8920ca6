using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A comparison at its edges: what is unlike, what only one run has, infinite percentiles, clocks that cannot tell, too few samples.</summary>
public sealed class LoadComparisonTests
{
    [Fact]
    public void The_same_run_twice_has_no_change_and_passes()
    {
        var run = Simulated.Run(3, 700);
        var comparison = LoadComparison.Of(run, run, Margin.Default);
        comparison.Stats.Select(s => s.Change).Should().Equal(1, 1, 1, 1, 1, 0);
        comparison.Stats.Should().OnlyContain(s => s.Low <= s.Change && s.High >= s.Change);
        comparison.Differences.Should().BeEmpty();
    }

    [Fact]
    public void A_comparison_is_the_same_again_with_the_same_seed_and_another_with_another()
    {
        var (before, after) = (Simulated.Run(1, 200), Simulated.Run(2, 200));
        LoadComparison.Of(before, after, Margin.Default, 5).Stats.Should().Equal(LoadComparison.Of(before, after, Margin.Default, 5).Stats);
        LoadComparison.Of(before, after, Margin.Default, 5).Stats.Should().NotEqual(LoadComparison.Of(before, after, Margin.Default, 6).Stats);
    }

    [Fact]
    public void What_was_not_asked_alike_is_named()
    {
        var (before, after) = (Simulated.Run(1, 20), Simulated.Run(2, 20, asked: "other"));
        LoadComparison.Unlike(before, after).Should().Equal("questions and parameters: the same before, other after");
    }

    [Fact]
    public void Below_the_floor_of_a_percentile_nothing_is_said_but_how_many_are_missing()
    {
        var ttft = Stat(Simulated.Run(1, 100), Simulated.Run(2, 100), "ttft.p95");
        ttft.Should().Match<Compared>(c => c.Verdict == ComparedVerdict.Inconclusive && c.Low == null && c.Further == 30 && c.Why == "n too small: p95 needs 130 samples");
    }

    [Fact]
    public void A_percentile_that_becomes_infinite_is_a_regression_and_two_infinite_ones_are_none()
    {
        var (good, bad) = (Simulated.Run(1, 400), Simulated.Run(2, 400, failed: 0.2));
        Stat(good, bad, "ttft.p95").Should().Match<Compared>(c => c.Verdict == ComparedVerdict.Regression && c.Change == double.PositiveInfinity);
        Stat(bad, bad, "ttft.p95").Verdict.Should().Be(ComparedVerdict.Pass);
    }

    [Fact]
    public void What_lies_within_the_error_of_the_clocks_is_no_regression()
    {
        var (before, after) = (Simulated.Run(1, 600), Simulated.Run(2, 600, slower: 1.1));
        Stat(before, after, "itl.p50").Verdict.Should().Be(ComparedVerdict.Regression);
        Stat(before with { BoundMs = 2 }, after with { BoundMs = 2 }, "itl.p50").Should().Match<Compared>(c => c.Verdict == ComparedVerdict.Pass && c.Limit > 1.19);
    }

    [Fact]
    public void What_only_one_run_has_is_inconclusive_and_says_so()
    {
        var before = Simulated.Run(1, 200);
        var after = before with { Streams = [.. before.Streams.Select(s => s with { Gaps = new([]), Tokens = 1 })] };
        Stat(before, after, "itl.p50").Should().Match<Compared>(c => c.Verdict == ComparedVerdict.Inconclusive && c.Further == null && c.Why == "only the run before has it");
    }

    [Fact]
    public void A_rate_is_worse_when_it_falls()
    {
        var rate = Stat(Simulated.Run(1, 400), Simulated.Run(2, 400, slower: 1.2), "rate.p50");
        rate.Should().Match<Compared>(c => c.Verdict == ComparedVerdict.Regression && c.Change < 0.87 && c.Low < c.Change && c.High > c.Change && c.Limit < 1);
    }

    [Fact]
    public void A_run_that_is_invalid_is_not_trusted_and_machines_are_named()
    {
        var (before, after) = (Simulated.Run(1, 30), Simulated.Run(2, 30) with { Trust = Trust.Invalid, Machine = "another" });
        var comparison = LoadComparison.Of(before, after, Margin.Default);
        comparison.Trusted.Should().BeFalse();
        comparison.Notes.Should().Equal("the run after called itself INVALID", "measured on different machines: test machine before, another after");
    }

    private static Compared Stat(ComparedSide before, ComparedSide after, string stat) => LoadComparison.Of(before, after, Margin.Default).Stats.Single(s => s.Stat == stat);
}
