using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>One stream taken apart: steps in order, what it looks like, and what is slow.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task The_waterfall_names_every_step_in_order()
    {
        await using var server = await Scenarios.ServeAsync("""
            scenario: rag
            protocol: edgequake
            steps: [ { wait: 250ms }, { source: a.pdf }, { wait: 20ms }, { tokens: [Edge, Quake] }, { done: } ]
            """);

        var probe = await Ask(server);

        probe.Steps.Select(s => s.Name).Should().ContainInOrder("name looked up", "TCP connected", "request sent", "response headers", "first source", "first token", "last token", "end mark", "end of body");
        probe.Steps.Should().BeInAscendingOrder(s => s.At);
        probe.Steps.Sum(s => s.Took.TotalMilliseconds).Should().BeApproximately(probe.Steps[^1].At.TotalMilliseconds, 0.001);
        probe.Seen!.Name.Should().Be("EdgeQuake as documented (chunk)");
        probe.Slow.Should().StartWith("retrieval: ").And.Contain("top_k");
        probe.ExitCode.Should().Be(0);
        ProbeConsole.Text(probe).Should().Contain("first source").And.Contain("retrieval: ").And.Contain("HTTP/1.1").And.Contain("status 200");
    }

    [Fact]
    public async Task The_route_decides_what_is_asked()
    {
        await using var server = await Scenarios.ServeAsync("scenario: chat\nprotocol: openai-chat\nsteps: [ { tokens: [Edge, Quake] }, { done: } ]");

        var probe = await Ask(server, "/v1/chat/completions");

        probe.Protocol.Should().Be(Protocol.OpenaiChat);
        probe.Seen!.Options.Should().Be("openai-chat");
        probe.Stream.Tokens.Should().HaveCount(2);
        server.Journal.Should().ContainSingle().Which.Facts.Method.Should().Be("POST");
    }

    [Theory]
    [InlineData("{ status: 401, body: no }", "unauthorized", 3)]
    [InlineData("{ status: 404, body: no }", "not-found", 3)]
    [InlineData("{ status: 503, headers: { retry-after: \"7\" }, body: busy }", null, 1)]
    public async Task Statuses_are_results(string attempt, string? kind, int exit)
    {
        await using var server = await Scenarios.ServeAsync($"scenario: status\nprotocol: edgequake\nattempts: [ {attempt} ]");

        var probe = await Ask(server);

        probe.Refusal?.Kind.Should().Be(kind);
        probe.ExitCode.Should().Be(exit);
        ProbeConsole.Text(probe).TrimEnd('\n').Split('\n')[^1].Should().Contain(attempt[10..13]);
    }

    [Fact]
    public async Task A_dead_address_is_a_result()
    {
        var probe = await Bench.Probe.RunAsync(RefusalTests.Nobody(), cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        probe.ExitCode.Should().Be(3);
        probe.Slow.Should().Contain("does not answer");
    }

    [Fact]
    public async Task A_truncated_stream_is_not_ok()
    {
        await using var server = await Scenarios.ServeAsync("scenario: cut\nprotocol: edgequake\nsteps: [ { tokens: [a, b] } ]");

        var probe = await Ask(server);

        probe.ExitCode.Should().Be(1);
        probe.Slow.Should().Be("not complete: the body ended without the end mark after 2 tokens");
    }

    [Fact]
    public async Task Interruption_ends_it()
    {
        await using var server = await Scenarios.ServeAsync("scenario: stall\nprotocol: edgequake\nsteps: [ { token: a }, { stall: } ]");
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        var probe = await Bench.Probe.RunAsync(new Uri(server.BaseAddress, "/query/stream"), cancellation: interrupt.Token);

        probe.ExitCode.Should().Be(130);
    }

    private static Task<ProbeResult> Ask(FakeSseServer server, string path = "/query/stream") =>
        Bench.Probe.RunAsync(new Uri(server.BaseAddress, path), cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));
}
