using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Goals met, missed and not measured; what else ran; exit codes. By rows whose figures are given.</summary>
public sealed class GoalTests
{
    [Theory]
    [InlineData(0.4, 4, GoalResult.Met, GoalResult.Met)]
    [InlineData(0.5, 4, GoalResult.Missed, GoalResult.Met)]
    [InlineData(0.4, 3, GoalResult.Met, GoalResult.Missed)]
    public void Accuracy_and_its_ratio(double ours, double theirs, GoalResult accuracy, GoalResult ratio)
    {
        var goals = PacingGoals.Judge([Row(Contender.Edgequake, p99: ours), Row(Contender.TaskDelay, p99: theirs)], 3);

        goals.Select(g => g.Result).Should().Equal(accuracy, ratio, GoalResult.NotMeasured, GoalResult.NotMeasured, GoalResult.NotMeasured);
    }

    [Fact]
    public void A_goal_is_judged_by_the_median_of_the_repeats() =>
        PacingGoals.Judge([Row(Contender.Edgequake) with { Repeats = [Measure(9), Measure(0.2), Measure(0.3)] }], 3)[0].Should().Match<Goal>(g => g.Result == GoalResult.Met && g.Seen == "0.300 ms");

    [Theory]
    [InlineData(3, 0.0, GoalResult.NotMeasured)]
    [InlineData(60, 0.049, GoalResult.Met)]
    [InlineData(60, -0.2, GoalResult.Missed)]
    public void Drift_needs_a_minute(double seconds, double drift, GoalResult result) =>
        PacingGoals.Judge([Row(Contender.Edgequake) with { Repeats = [Measure(1, drift: drift)] }], seconds)[2].Result.Should().Be(result);

    [Fact]
    public void Ten_thousand_streams()
    {
        var row = Row(Contender.Edgequake) with { Streams = 10_000, Repeats = [Measure(1, kilobytes: 12.5, failed: 1)] };

        PacingGoals.Judge([row], 3).Skip(3).Select(g => (g.Result, g.Seen)).Should().Equal((GoalResult.Missed, "1"), (GoalResult.Missed, "12.5 KB"));
    }

    [Fact]
    public void Unison_is_another_row_than_the_goals() =>
        PacingGoals.Judge([Row(Contender.Edgequake, p99: 9) with { Unison = true }], 3)[0].Result.Should().Be(GoalResult.NotMeasured);

    [Fact]
    public void Throughput_compares_rows_of_one_manner_only()
    {
        var goals = ThroughputGoals.Judge(
        [
            Row(Manner.Apart, Contender.Edgequake, 6), Row(Manner.Apart, Contender.Bare, 5), Row(Manner.Merged, Contender.Edgequake, 0.5), Row(Manner.Merged, Contender.Aimock, 6),
        ]);

        goals.Select(g => (g.Result, g.Seen)).Should().Equal((GoalResult.Met, "1.2 ×"), (GoalResult.Met, "12 ×"), (GoalResult.NotMeasured, "–"), (GoalResult.Missed, "1 ×"));
    }

    [Theory]
    [InlineData(0.05, Trust.Valid)]
    [InlineData(0.2, Trust.Degraded)]
    [InlineData(0.6, Trust.Invalid)]
    public void What_else_ran(double share, Trust trust) => OthersRule.Judge([share, share, 0.9]).Trust.Should().Be(trust);

    [Fact]
    public void A_rate_that_was_not_kept_degrades() =>
        PacingRules.Judge([Row(Contender.Edgequake) with { Repeats = [Measure(1, rate: 0.9)] }]).Findings.Should().ContainSingle().Which.What.Should().Contain("90.0 % of the rate asked");

    [Fact]
    public void Exit_codes_in_their_order()
    {
        var good = SomePacing.Result([Row(Contender.Edgequake)]);

        good.ExitCode.Should().Be(0);
        SomePacing.Result([Row(Contender.Edgequake) with { Repeats = [Measure(1, failed: 1)] }]).ExitCode.Should().Be(1);
        SomePacing.Result([Row(Contender.TaskDelay) with { Repeats = [Measure(1, failed: 1)] }]).ExitCode.Should().Be(0, "a rival's failures are its own");
        (good with { Validity = new(Trust.Invalid, [], null) }).ExitCode.Should().Be(4);
        (good with { Broken = "x", Validity = new(Trust.Invalid, [], null) }).ExitCode.Should().Be(3);
        (good with { Broken = "x", Interrupted = true }).ExitCode.Should().Be(130);
    }

    [Fact]
    public void The_schedulers_word_is_read_from_proc()
    {
        const string tail = "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
        ProcessMeter.Scheduled($"12 (edgequake ) pacer) S 1 1 1 0 -1 64 1 2 3 4 5 6 7 8 -2 0 9 0 1 {tail} 1 2 1 2 0").Should().Be("real time, priority 1");
        ProcessMeter.Scheduled($"12 (edgequake pacer) S 1 1 1 0 -1 64 1 2 3 4 5 6 7 8 20 -5 9 0 1 {tail} 1 0 0 0 0").Should().Be("normal, nice -5");
    }

    private static PacingRow Row(Contender server, double p99 = 1) => new(server, 1000, 50, false, [Measure(p99)]);

    private static PacingMeasure Measure(double p99, double drift = 0, double kilobytes = 5, int failed = 0, double rate = 1) =>
        new(new Emission(1000, 150_000, 0, new(0.1, p99, p99 * 2, p99 * 3), rate, drift, drift, Tail.None), failed, 11, kilobytes, 1, 0.01, null);

    private static ThroughputRow Row(Manner manner, Contender server, double cost) => new(manner, server, [new(cost, 1000, 1, 0, 0.01)]);
}
