using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What ends a run before its time: the rule by a table, and real runs that it ends.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData(0.2, 0, 19, null)]
    [InlineData(0.2, 0, 20, "max-failed")]
    [InlineData(0.2, 80, 20, null)]
    [InlineData(0.2, 70, 30, null)]
    [InlineData(0.2, 60, 40, "max-failed")]
    [InlineData(0.9, 0, 60, null)]
    [InlineData(0.9, 0, 100, "max-failed")]
    [InlineData(0, 0, 1000, null)]
    public void The_share_must_be_surely_above(double limit, int complete, int failed, string? kind) =>
        Guard.Says(Some.Profile() with { MaxFailed = limit }, new(complete, failed, 0, 0, default))?.Kind.Should().Be(kind);

    [Theory]
    [InlineData(99, 0.49, null)]
    [InlineData(100, 0.49, "max-tokens-total")]
    [InlineData(99, 0.5, "max-cost")]
    public void What_is_spent_ends_it(long tokens, double cost, string? kind)
    {
        var stop = Guard.Says(Some.Profile() with { MaxTokensTotal = 100, Price = new(1, 2), MaxCost = 0.5 }, new(9, 0, tokens, cost, Some.Ms(1500)));

        stop?.Kind.Should().Be(kind);
        stop?.At.Should().Be(Some.Ms(1500));
    }

    [Fact]
    public async Task A_server_that_fails_ends_the_run()
    {
        await using var server = await Scenarios.ServeAsync("scenario: cut\nprotocol: edgequake\nsteps: [ { wait: 20ms }, { tokens: [a, b] }, { close: } ]");

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = 4, Count = null, For = TimeSpan.FromMinutes(10), WarmUp = TimeSpan.Zero, MaxFailed = 0.2, NoProbe = true }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Stopped!.Kind.Should().Be("max-failed");
        run.Interrupted.Should().BeFalse();
        run.ExitCode.Should().BeOneOf([1, 4], "a busy machine may call its own run invalid");
        run.Summary.Failed.Should().BeGreaterThanOrEqualTo(Guard.Least);
        run.Summary.Steady.To.Should().BeLessThanOrEqualTo(run.Stopped.At);
        LoadConsole.Table(run).Should().Contain("ENDED EARLY").And.Contain("surely more than --max-failed 20.0 %");
        LoadMarkdown.Render(run).Should().Contain("ENDED EARLY");
    }

    [Fact]
    public async Task Spent_tokens_end_the_run_and_leave_it_good()
    {
        await using var server = await Scenarios.ServeAsync("scenario: words\nprotocol: edgequake\npace: { itl: 5ms }\nsteps: [ { tokens: [a, b, c, d, e, f, g, h, i, j] }, { done: } ]");

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = 2, Count = null, For = TimeSpan.FromMinutes(10), WarmUp = TimeSpan.Zero, MaxTokensTotal = 200 }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Stopped!.Kind.Should().Be("max-tokens-total");
        run.Streams.Sum(s => s.Tokens.Count).Should().BeGreaterThanOrEqualTo(200);
        run.Streams.Where(s => !s.Complete && s.Class != StreamClass.Interrupted).Should().BeEmpty("our own limit is no failure of the server");
        run.ExitCode.Should().BeOneOf([0, 4], "a busy machine may call its own run invalid");
    }

    [Fact]
    public async Task Cost_is_the_servers_usage_times_the_price()
    {
        await using var server = await Scenarios.ServeAsync("""
            scenario: priced
            protocol: openai-chat
            steps: [ { tokens: [a, b] }, { finish: stop }, { usage: { prompt_tokens: 1000, completion_tokens: 500 } }, { done: } ]
            """);

        var run = await Scenarios.LoadAsync(
            server, p => p with { Protocol = FakeServer.Protocol.OpenaiChat, Count = 4, Price = new(10, 100) }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Cost!.Streams.Should().Be(4);
        run.Cost.Unknown.Should().Be(0);
        run.Cost.PerAnswer.Should().BeApproximately(0.06, 1e-9, "1000 × 10 and 500 × 100 of a million");
        LoadConsole.Table(run).Should().Contain("0.24 by the usage of 4 streams · 0.06 an answer · 30.00 per 1,000 characters");
    }

    [Fact]
    public void Cost_without_usage_is_unknown_and_the_guard_still_counts_it()
    {
        var stream = Some.Stream(tokens: 40);

        Spending.Of(new(1, 1), [stream])!.Should().BeEquivalentTo(new { Sum = 0.0, Streams = 0, Unknown = 1, PerAnswer = (double?)null });
        (Spending.Input(stream, 400), Spending.Output(stream)).Should().Be((100, 40));
    }
}
