using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The turns of a row as one run: nothing lost, no time of others in it, every latency as it was measured.</summary>
public sealed class TurnsTests
{
    [Fact]
    public void Turns_follow_each_other_without_a_pause_and_keep_every_latency()
    {
        StreamTimeline[][] turns = [[Some.Stream(0, 0), Some.Stream(1, 300, ttft: 50)], [], [Some.Stream(0, 10, ttft: 70) with { FirstEvent = Some.Ms(30), Headers = Some.Ms(20) }]];
        var all = Turns.Joined(turns);
        all.Select(s => s.Number).Should().Equal(0, 1, 2);
        all[2].Planned.Should().Be(turns[0].Max(s => s.End) + Some.Ms(10));
        all.Select(s => StreamMetrics.Of(s)["ttft"]).Should().Equal(100, 50, 70);
        all.Select(s => StreamMetrics.Of(s)["e2e"]).Should().Equal(turns.SelectMany(t => t).Select(s => StreamMetrics.Of(s)["e2e"]));
        (all[2].FirstEvent - all[2].Planned).Should().Be(Some.Ms(20));
        (all[2].Headers - all[2].Planned).Should().Be(Some.Ms(10));
    }

    [Fact]
    public void A_row_is_no_better_than_its_worst_turn()
    {
        var worst = Turns.Worst([new() { ClockProbe = new(10, 0.1, 0.2, 0.3), GcPauseMaxMs = 3 }, new() { ClockProbe = new(10, 0.1, 9, 10), CpuShare = 0.5 }, new()]);
        worst.Should().Match<Readings>(r => r.ClockProbe!.P99 == 9 && r.GcPauseMaxMs == 3 && r.CpuShare == 0.5);
    }

    [Fact]
    public void Cost_is_of_what_the_server_stated_and_else_unknown()
    {
        StreamTimeline[] streams = [Some.Stream(0) with { UsageTokens = 10 }, Some.Stream(1), Some.Stream(2, kind: StreamClass.Truncated) with { UsageTokens = 99 }];
        var cost = ProviderCost.Of(2, streams)!;
        cost.PerAnswer.Should().BeApproximately(10 * 2 / 1e6, 1e-12);
        cost.PerThousandCharacters.Should().BeApproximately(10 * 2 / 1e6 * 1000 / 20, 1e-12);
        cost.Streams.Should().Be(1);
        ProviderCost.Of(null, streams).Should().BeNull();
        ProviderCost.Of(2, [Some.Stream(1)]).Should().BeNull();
    }
}
