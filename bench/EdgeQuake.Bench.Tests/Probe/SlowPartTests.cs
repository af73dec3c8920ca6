using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The line that says what is slow, from made-up waterfalls.</summary>
public sealed class SlowPartTests
{
    [Theory]
    [InlineData(5, 1200.0, 1300, 20, "retrieval: 1195 ms until the first source*")]
    [InlineData(5, 30.0, 1500, 20, "the model's first word: 1470 ms after the sources")]
    [InlineData(5, null, 1500, 20, "waiting: 1495 ms from request to first token*")]
    [InlineData(900, 950.0, 960, 20, "network: 900 ms until the connection stood*")]
    [InlineData(5, 30.0, 60, 300, "generation: 2700 ms for 10 tokens, 3.33/s")]
    [InlineData(5, 30.0, 60, 2, "nothing is slow: first token after 60.0 ms, done after 78.0 ms")]
    public void The_longest_part_that_matters(double connected, double? source, double token, double itl, string line)
    {
        var stream = Some.Stream(ttft: token, itl: itl, tokens: 10) with { FirstSource = source is { } s ? Some.Ms(s) : null };

        Slow(stream, connected).Should().Match(line);
    }

    [Fact]
    public void A_burst_after_a_wait_is_a_proxy() => Slow(Some.Stream(ttft: 2000, itl: 0, tokens: 50), 5).Should().StartWith("buffered: 50 of 50 tokens came at once after 2000 ms");

    private static string Slow(StreamTimeline stream, double connected) =>
        SlowPart.Of(Waterfall.Steps(stream, Some.Ms(1), Some.Ms(connected), null, Some.Ms(connected)), stream, null);
}
