using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What <c>--slo</c> takes, and the one line it gives for what it does not.</summary>
public sealed class ObjectiveParserTests
{
    [Theory]
    [InlineData("ttft.p95<500ms", "ttft", "p95", Bound.Below, 500)]
    [InlineData("e2e.p99.9 <= 1.5s", "e2e", "p99.9", Bound.AtMost, 1500)]
    [InlineData("itl.max<250us", "itl", "max", Bound.Below, 0.25)]
    [InlineData("rate.p50>20", "rate", "p50", Bound.Above, 20)]
    [InlineData("goodput>=20/s", "goodput", "value", Bound.AtLeast, 20)]
    [InlineData("failed<1%", "failed", "value", Bound.Below, 0.01)]
    public void A_good_objective_is_read(string text, string metric, string stat, Bound bound, double limit)
    {
        var problems = new List<Problem>();

        ObjectiveParser.Parse(text, problems).Should().Be(new Objective(text, metric, stat, bound, limit));
        problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("ttft.p95", "--slo: 'ttft.p95' compares nothing; expected metric.stat<limit*")]
    [InlineData("gooput>5", "--slo: unknown metric 'gooput'; expected ttft,*; did you mean 'goodput'?")]
    [InlineData("ttft.p96<500ms", "--slo: unknown statistic 'p96'; expected ttft.p50,*")]
    [InlineData("ttft<500ms", "--slo: 'ttft' names no statistic; expected ttft.p50,*")]
    [InlineData("goodput.p95>3", "--slo: goodput is one number and has no 'p95'; expected goodput")]
    [InlineData("ttft.p95<500", "--slo: '500' is no limit for ttft; expected a number with its unit: 500ms, 1.5s, 250us")]
    [InlineData("ttft.p95<fast", "--slo: 'fast' is no limit for ttft;*")]
    [InlineData("failed<-1%", "--slo: '-1%' is no limit for failed; expected a percentage: 1%")]
    [InlineData("", "--slo: '' compares nothing;*")]
    public void A_bad_one_gives_one_clear_line(string text, string line)
    {
        var problems = new List<Problem>();

        ObjectiveParser.Parse(text, problems).Should().BeNull();
        problems.Should().ContainSingle().Which.ToString().Should().Match(line).And.NotContain("\n");
    }
}
