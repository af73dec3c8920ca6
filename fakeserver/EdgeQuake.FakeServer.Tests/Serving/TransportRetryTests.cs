using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The rule that tells the transport's own retry from the client's, row by row, and HttpClient doing it for real.</summary>
public sealed class TransportRetryTests
{
    [Theory]
    [InlineData(1, 2, 1000, 1024, false, null, true, "the transport's: other connection, 24 ms, no byte, no policy declared")]
    [InlineData(1, 2, 1000, 1025, false, null, true, "25 ms is still inside")]
    [InlineData(1, 2, 1000, 1026, false, null, false, "later than 25 ms: the client's")]
    [InlineData(1, 1, 1000, 1001, false, null, false, "the same connection")]
    [InlineData(1, 2, 1000, 1001, true, null, false, "a head was sent: no transport retries that")]
    [InlineData(1, 2, null, 1001, false, null, false, "the request before is still being answered")]
    [InlineData(1, 2, 1000, 1001, false, 500, true, "the declared base is larger")]
    [InlineData(1, 2, 1000, 1001, false, 25, false, "the declared base is not larger: only the sum is judged")]
    [InlineData(1, 2, 1000, 1001, false, 0, false, "a client that retries at once")]
    public void The_rule(int before, int now, int? ended, int at, bool answered, int? declared, bool expected, string why)
    {
        var last = new LastAnswer(before, ended is { } e ? TimeSpan.FromMilliseconds(e) : null, answered);
        TransportRetry.Is(last, new Arrival(now, TimeSpan.FromMilliseconds(at), ""), declared is { } d ? TimeSpan.FromMilliseconds(d) : null)
            .Should().Be(expected, why);
    }

    [Fact]
    public void The_first_request_of_a_run_is_no_retry() => TransportRetry.Is(null, new Arrival(1, TimeSpan.Zero, ""), null).Should().BeFalse();

    [Theory]
    [InlineData(LaneKind.Socket)]
    [InlineData(LaneKind.Memory)]
    public async Task HttpClient_sends_a_get_again_by_itself_and_attempts_do_not_advance(LaneKind lane)
    {
        await using var server = await StartAsync(
            new FakeServerOptions { Lane = lane, TransportRetryBase = TimeSpan.FromSeconds(1) }, Plan(new PlanOp.Open(OpenFault.CloseOnRequest)), Answer("data: late\n\n"));
        using var client = server.CreateClient();
        await CatchAsync(() => client.GetAsync(new Uri("/query/stream", UriKind.Relative), TestContext.Current.CancellationToken));
        var entries = await server.EntriesAsync();
        entries.Should().HaveCountGreaterThan(1, "nobody but the transport asked again");
        for (var i = 1; i < entries.Count; i++)
        {
            // On a machine that stalls for longer than the window, the rule takes even this request for the client's.
            var inside = entries[i].At - entries[i - 1].End!.At <= TransportRetry.Window;
            (entries[i].TransportRetry, entries[i].Attempt).Should().Be((inside, inside ? entries[i - 1].Attempt : 2));
        }
    }

    [Fact]
    public async Task A_post_that_comes_again_at_once_is_the_clients_own_retry()
    {
        await using var server = await StartAsync(
            new FakeServerOptions { Lane = LaneKind.Memory, TransportRetryBase = TimeSpan.FromSeconds(1) }, Plan(new PlanOp.Open(OpenFault.CloseOnRequest)));
        for (var i = 0; i < 2; i++)
        {
            using var client = server.CreateClient();
            await CatchAsync(() => client.PostAsync(new Uri("/query/stream", UriKind.Relative), new StringContent("{}"), TestContext.Current.CancellationToken));
        }

        (await server.EntriesAsync()).Should().HaveCount(2).And.OnlyContain(e => !e.TransportRetry);
    }

    private static async Task CatchAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (HttpRequestException)
        {
            // Every attempt of the transport was closed before a byte.
        }
    }
}
