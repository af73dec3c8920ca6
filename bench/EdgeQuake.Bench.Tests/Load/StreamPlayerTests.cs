using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The seam for who brings the load: one call a stream, its timeline and its class back.</summary>
public sealed class StreamPlayerTests
{
    [Fact]
    public async Task Streams_are_numbered_and_judged_one_by_one()
    {
        await using var server = await Scenarios.ServeAsync("""
            scenario: player
            protocol: edgequake
            attempts: [ { steps: [ { tokens: [a, b] }, { done: } ] }, { steps: [ { tokens: [a, b] } ] } ]
            then: loop
            """);
        using var player = new StreamPlayer(new LoadProfile { Target = server.BaseAddress });

        var streams = new[] { await player.PlayAsync(TestContext.Current.CancellationToken), await player.PlayAsync(TestContext.Current.CancellationToken) };

        streams.Select(s => (s.Number, s.Class, s.Tokens.Count)).Should().Equal((0, StreamClass.Complete, 2), (1, StreamClass.Truncated, 2));
        player.Via.Should().Contain("HTTP/1.1");
    }

    [Fact]
    public async Task One_is_given_up_and_the_limits_of_the_profile_hold()
    {
        await using var server = await Scenarios.ServeAsync("scenario: stall\nprotocol: edgequake\nsteps: [ { token: a }, { stall: } ]");
        using var player = new StreamPlayer(new LoadProfile { Target = server.BaseAddress, Idle = TimeSpan.FromMilliseconds(300) });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMilliseconds(50));

        (await player.PlayAsync(stop.Token)).Class.Should().Be(StreamClass.Interrupted);
        (await player.PlayAsync(TestContext.Current.CancellationToken)).Class.Should().Be(StreamClass.Timeout);
    }
}
