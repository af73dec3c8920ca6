using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The thinned data behind the plots: whatever the run's size, the picture is of the whole of it.</summary>
public sealed class PlotDataTests
{
    private static readonly Window All = new(TimeSpan.Zero, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    [InlineData(20_000)]
    public void Dots_are_spread_over_the_whole_run_failed_ones_too(int streams)
    {
        var dots = PlotData.Of([.. Enumerable.Range(0, streams).Select(i => Some.Stream(i, i, kind: i % 2 == 0 ? StreamClass.Complete : StreamClass.Network))], All).Dots;

        dots.Should().HaveCount(Math.Min(streams, 2000)).And.BeInAscendingOrder(d => d.At);
        foreach (var half in dots.GroupBy(d => d.Class))
        {
            half.Count().Should().Be(dots.Count / 2);
            half.Last().At.Should().BeGreaterThan(streams / 1000.0 * 0.7);
        }
    }

    [Fact]
    public void Buckets_hold_every_stream_and_every_token()
    {
        var plots = PlotData.Of(Runs.Timelines(500), All);

        plots.Buckets.Count.Should().BeLessThanOrEqualTo(60);
        plots.Buckets.Sum(b => b.Started.Sum(c => c.Streams)).Should().Be(500);
        plots.Buckets.Sum(b => b.Tokens * plots.BucketSeconds).Should().BeApproximately(Runs.Timelines(500).Sum(s => s.Tokens.Count), 0.001);
        plots.Bars.Single(b => b.Metric == "ttft").Bins.Sum(b => b.Count).Should().Be(470, "failed streams have no finite TTFT from planned start");
    }

    [Fact]
    public void No_stream_has_no_plot() => PlotData.Of([], All).Should().BeEquivalentTo(RunPlots.None);
}
