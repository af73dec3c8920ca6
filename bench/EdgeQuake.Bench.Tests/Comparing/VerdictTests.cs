using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The verdicts keep their word, on simulated pairs: no false alarm, and a slowdown is found at the number of streams that was asked for.</summary>
public sealed class VerdictTests
{
    private const int Pairs = 200;

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(200)]
    public void Two_runs_of_the_same_server_are_a_regression_in_at_most_5_percent(int streams)
    {
        var alarms = Enumerable.Range(0, Pairs).Count(i => Compare(Pair(i, streams)) == ComparedVerdict.Regression);
        alarms.Should().BeLessThanOrEqualTo(Pairs / 20);
    }

    [Fact]
    public void Ten_percent_slower_is_found_four_times_in_five_at_the_number_that_was_asked_for()
    {
        const int pairs = Pairs / 2; // of several hundred streams, looked at twice
        var (found, asked) = (0, new List<int>());
        for (var i = 0; i < pairs; i++)
        {
            var (before, after) = Pair(i, 40, slower: 1.1);
            var first = LoadComparison.Of(before, after, Margin.Default);
            asked.Add(first.Further!.Value);
            found += Compare(Pair(i + 7000, 40 + asked[^1], slower: 1.1)) == ComparedVerdict.Regression ? 1 : 0;
        }

        found.Should().BeGreaterThanOrEqualTo(pairs * 8 / 10, "asked for {0} to {1} further streams", asked.Min(), asked.Max());
    }

    [Theory]
    [InlineData("ttft.p50")]
    [InlineData("ttft.p95")]
    [InlineData("itl.p50")]
    [InlineData("rate.p50")]
    public void So_it_is_for_each_statistic_by_itself(string stat)
    {
        var rule = ComparedStat.All.Single(s => s.Id == stat);
        const int pairs = Pairs / 2; // four statistics, twice each: the minutes are better spent elsewhere
        var found = 0;
        for (var i = 0; i < pairs; i++)
        {
            // A first look that says so already asks for none; else a second one, of fresh streams, as many as were asked for.
            var first = Judge(Pair(i, 150, slower: 1.1));
            var last = first.Further is { } further ? Judge(Pair(i + 7000, 150 + further, slower: 1.1)) : first;
            found += last.Verdict == ComparedVerdict.Regression ? 1 : 0;
        }

        found.Should().BeGreaterThanOrEqualTo(pairs * 8 / 10);
        return;

        Compared Judge((ComparedSide Before, ComparedSide After) pair) =>
            RatioRule.Of(rule, BlockedSample.Of(rule, pair.Before.Streams), BlockedSample.Of(rule, pair.After.Streams), Margin.Default.Ratio, 0.05 / 6, 0.4, 1);
    }

    [Fact]
    public void No_change_passes_when_there_are_streams_enough()
    {
        var passed = Enumerable.Range(0, 20).Count(i => Compare(Pair(i, 1500)) == ComparedVerdict.Pass);
        passed.Should().BeGreaterThanOrEqualTo(16);
    }

    [Theory]
    [InlineData(0.0, 0.0, 400, ComparedVerdict.Pass)]
    [InlineData(0.0, 0.0, 100, ComparedVerdict.Inconclusive)]
    [InlineData(0.0, 0.10, 400, ComparedVerdict.Regression)]
    [InlineData(0.10, 0.0, 400, ComparedVerdict.Pass)]
    public void Failures_are_compared_by_difference_and_none_of_few_is_not_never(double before, double after, int streams, ComparedVerdict expected)
    {
        var failed = One(Simulated.Run(1, streams, failed: before), Simulated.Run(2, streams, failed: after), "failed");
        failed.Verdict.Should().Be(expected, "{0}", failed);
        (failed.Further is null).Should().Be(expected != ComparedVerdict.Inconclusive);
    }

    [Fact]
    public void The_further_streams_that_no_failure_needs_make_it_a_pass()
    {
        var further = One(Simulated.Run(1, 100), Simulated.Run(2, 100), "failed").Further!.Value;
        One(Simulated.Run(1, 100 + further), Simulated.Run(2, 100 + further), "failed").Verdict.Should().Be(ComparedVerdict.Pass);
    }

    private static (ComparedSide Before, ComparedSide After) Pair(int i, int streams, double slower = 1) =>
        (Simulated.Run((ulong)(1000 + (2 * i)), streams), Simulated.Run((ulong)(1001 + (2 * i)), streams, slower));

    private static ComparedVerdict Compare((ComparedSide Before, ComparedSide After) pair) => LoadComparison.Of(pair.Before, pair.After, Margin.Default).Verdict;

    private static Compared One(ComparedSide before, ComparedSide after, string stat) => LoadComparison.Of(before, after, Margin.Default).Stats.Single(s => s.Stat == stat);
}
