using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Loads that change, played on a real server.</summary>
public sealed class StageTests
{
    private const string Slow = "scenario: slow\nprotocol: edgequake\nsteps: [ { wait: 60ms }, { token: a }, { done: } ]";

    [Fact]
    public async Task An_open_loop_with_stages_keeps_its_plan()
    {
        await using var server = await Scenarios.ServeAsync(Slow);
        var stages = StageText.Parse("0-40/s:1s,0/s:200ms,40/s:500ms").Stages;

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = null, Count = null, Stages = stages, WarmUp = TimeSpan.Zero, NoProbe = true }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Select(s => s.Planned).Should().Equal(PlannedStarts.Of(Some.Profile() with { Concurrency = null, For = null, Stages = stages }));
        run.Summary.Steady.To.Should().Be(TimeSpan.FromSeconds(1.7));
        run.Load.Loop.Should().Be("open, 0-40/s:1s,0/s:0.2s,40/s:0.5s constant");
    }

    [Fact]
    public async Task A_closed_loop_climbs_and_falls_with_its_stages()
    {
        await using var server = await Scenarios.ServeAsync(Slow);

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = null, Count = null, Stages = StageText.Parse("1:500ms,6:500ms,0:300ms,2:500ms").Stages, WarmUp = TimeSpan.Zero, NoProbe = true },
            cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        // A busy machine may start them late or one after the other, but never more than the level.
        MostAtOnce(run, 0, 490).Should().BeLessThanOrEqualTo(1);
        MostAtOnce(run, 500, 1000).Should().BeInRange(2, 6, "it climbs");
        run.Streams.Should().NotContain(s => s.Started > Some.Ms(1010) && s.Started < Some.Ms(1299), "nothing starts in a pause");
        MostAtOnce(run, 1310, 1800).Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_count_ends_a_closed_loop_before_its_stages_do()
    {
        await using var server = await Scenarios.ServeAsync(Slow);

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = null, Count = 5, Stages = StageText.Parse("2:10m").Stages, NoProbe = true, WarmUp = TimeSpan.Zero }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().HaveCount(5).And.OnlyContain(s => s.Complete);
    }

    private static int MostAtOnce(LoadResult run, double from, double to) =>
        run.Streams.Where(s => s.Started >= Some.Ms(from) && s.Started < Some.Ms(to)).Select(s => run.Streams.Count(o => o.Started <= s.Started && o.End > s.Started)).DefaultIfEmpty(0).Max();
}
