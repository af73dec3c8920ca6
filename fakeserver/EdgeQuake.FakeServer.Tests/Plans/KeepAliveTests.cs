using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Comments in silence: at the right moments, and in no other.</summary>
public sealed class KeepAliveTests
{
    private const string Comment = ": keep-alive␊␊";

    [Theory]
    [InlineData("wait: 35s", "wait 15000ms|" + Comment + "|wait 15000ms|" + Comment + "|wait 5000ms")]
    [InlineData("stall: 15s", "stall 15000ms|" + Comment)]
    [InlineData("wait: 14s", "wait 14000ms")]
    public void Silence_is_broken_every_so_often(string step, string story) =>
        Story($"keep-alive: 15s\nframing: chunked\nsteps: [ {{ {step} }}, {{ comment: x }} ]").Should().Equal(["200 chunked", .. story.Split('|'), ": x␊␊", "close"]);

    [Fact]
    public void A_write_starts_the_clock_again_and_waits_add_up() =>
        Story("keep-alive: 10ms\nsteps: [ { wait: 6ms }, { wait: 6ms }, { comment: x }, { wait: 6ms } ]")
            .Should().Equal("200 chunked", "wait 6ms", "wait 4ms", Comment, "wait 2ms", ": x␊␊", "wait 6ms", "close");

    [Fact]
    public void An_endless_stall_is_kept_alive_for_ten_thousand_comments()
    {
        var ops = Yaml.Load("keep-alive: 15s\nsteps: [ { stall: } ]").Plan().Ops;
        ops.OfType<PlanOp.Write>().Should().HaveCount(10_000);
        ops[^2].Should().Be(new PlanOp.Stall(null));
    }

    [Fact]
    public void Nothing_is_said_before_the_head() => Story("head-after: 40s\nkeep-alive: 15s\nsteps: []").Should().Equal("wait 40000ms", "200 chunked", "close");

    [Fact]
    public void Lines_of_json_have_no_comments() => Yaml.OnlyProblem("protocol: ollama\nkeep-alive: 15s\nsteps: []").What.Should().Be("ollama has no comments for keep-alive");

    private static string[] Story(string keys) => Yaml.Load(keys).Plan().Story();
}
