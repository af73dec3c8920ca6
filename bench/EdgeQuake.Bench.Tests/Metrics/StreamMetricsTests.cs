using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Each metric of one stream against its definition.</summary>
public sealed class StreamMetricsTests
{
    private static readonly StreamTimeline Whole = Some.Stream(planned: 1000, lag: 30, ttft: 130, itl: 20, tokens: 5) with { FirstSource = Some.Ms(1050), EndMark = Some.Ms(1215), End = Some.Ms(1815) };

    [Theory]
    [InlineData("ttft", 130)]
    [InlineData("ttft-actual", 100)]
    [InlineData("ttfb", 130)]
    [InlineData("first-source", 50)]
    [InlineData("first-answer", 130)]
    [InlineData("itl-stream", 20)]
    [InlineData("tpot", 20)]
    [InlineData("e2e", 215)]
    [InlineData("e2e-actual", 185)]
    [InlineData("linger", 600)]
    [InlineData("rate", 50)]
    [InlineData("characters", 200)]
    [InlineData("longest-gap", 20)]
    public void A_complete_stream(string metric, double value) => StreamMetrics.Of(Whole)[metric].Should().BeApproximately(value, 1e-6);

    [Theory]
    [InlineData(StreamClass.Truncated)]
    [InlineData(StreamClass.Network)]
    [InlineData(StreamClass.Timeout)]
    [InlineData(StreamClass.Http)]
    [InlineData(StreamClass.Limited)]
    [InlineData(StreamClass.Protocol)]
    [InlineData(StreamClass.Server)]
    [InlineData(StreamClass.Cut)]
    [InlineData(StreamClass.NotStarted)]
    public void A_failed_stream_is_infinite_from_planned_start_and_has_no_speed(StreamClass kind)
    {
        var m = StreamMetrics.Of(Whole with { Class = kind });

        m["ttft"].Should().Be(double.PositiveInfinity);
        m["e2e"].Should().Be(double.PositiveInfinity);
        m["ttft-actual"].Should().Be(100, "what was seen was seen");
        m["rate"].Should().BeNull();
        m["itl-stream"].Should().BeNull();
        m["e2e-actual"].Should().BeNull();
    }

    [Fact]
    public void An_interrupted_stream_says_nothing() => StreamMetrics.Of(Whole with { Class = StreamClass.Interrupted })["ttft"].Should().BeNull();

    [Fact]
    public void Thinking_is_a_first_token_and_no_first_answer()
    {
        var m = StreamMetrics.Of(Whole with { FirstToken = Some.Ms(1040) });

        m["ttft"].Should().Be(40);
        m["first-answer"].Should().Be(130);
    }

    [Fact]
    public void Several_tokens_an_event_make_time_per_token_shorter_than_the_gap_where_usage_is_exact()
    {
        var stream = Whole with { UsageTokens = 17 };

        StreamMetrics.Of(stream, exactUsage: true)["tpot"].Should().Be(5);
        StreamMetrics.Of(stream, exactUsage: false)["tpot"].Should().Be(20);
    }

    [Fact]
    public void One_token_has_no_gap_and_no_rate()
    {
        var m = StreamMetrics.Of(Some.Stream(tokens: 1));

        (m["rate"], m["tpot"], m["itl-stream"], m["longest-gap"]).Should().Be((null, null, null, null));
        m["ttft"].Should().Be(100);
    }

    [Fact]
    public void Five_hundred_characters_are_reached_by_the_token_that_completes_them()
    {
        var stream = Some.Stream(ttft: 10, itl: 1, tokens: 200);

        StreamMetrics.Of(stream)["chars-500"].Should().Be(10 + 124, "125 tokens of four characters");
        StreamMetrics.Of(Some.Stream(tokens: 100))["chars-500"].Should().BeNull();
    }

    [Fact]
    public void A_stall_is_ten_medians_and_at_least_100_ms()
    {
        Gaps.Of(Some.Tokens(0, 20, 40, 60, 260)).Stalls.Should().Be(1);
        Gaps.Of(Some.Tokens(0, 20, 40, 60, 155)).Stalls.Should().Be(0, "ten medians are 200 ms");
        Gaps.Of(Some.Tokens(0, 2, 4, 6, 70)).Stalls.Should().Be(0, "under 100 ms nobody calls it a stall");
    }

    [Fact]
    public void A_reader_waits_only_when_there_is_nothing_left_to_read()
    {
        // 4 characters take 160 ms at 25/s; the second comes after 100 ms (no wait), the third at 600 ms: read out at 320.
        Gaps.ReaderWait(Some.Tokens(0, 100, 600), 25).Should().Be(Some.Ms(280));
    }
}
