using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What the first probe catches before a load: said once, in one line, with exit code 3.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("attempts: [ { status: 401, body: 'key?' } ]", "unauthorized", "401 Unauthorized: key? at /query/stream: give a key with --header*")]
    [InlineData("attempts: [ { status: 404, body: 'no' } ]", "not-found", "404 Not Found: no at /query/stream: is this the route of --protocol edgequake --shape documented?")]
    [InlineData("attempts: [ { status: 422, body: 'no' } ]", "refused", "422*does not take this request")]
    [InlineData("attempts: [ { status: 302, headers: { location: /there }, body: '' } ]", "refused", "302*to /there*redirects are not followed*")]
    [InlineData("attempts: [ { status: 200, headers: { content-type: text/html }, body: '<h1>hi</h1>' } ]", "wrong-protocol", "200 OK with content type 'text/html' is no event stream: <h1>hi</h1> at /query/stream")]
    [InlineData("protocol: openai-chat\nsteps: [ { tokens: [a, b] }, { done: } ]", "wrong-protocol", "* events, and no answer of --protocol edgequake --shape documented; they look like OpenAI chunks (choices): --protocol openai-chat")]
    [InlineData("protocol: openai-chat\nsteps: [ { tokens: [a, b] }, { stall: } ]", "wrong-protocol", "*they look like OpenAI chunks (choices)*")] // and it does not end
    public async Task It_stops_the_run(string script, string kind, string message)
    {
        await using var server = await Scenarios.ServeAsync("scenario: refuse\n" + script);

        var run = await Scenarios.LoadAsync(server, p => p with { Target = new Uri(server.BaseAddress, "/query/stream"), Drain = TimeSpan.FromSeconds(1) }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Refusal!.Kind.Should().Be(kind);
        run.Refusal.Message.Should().Match(message).And.NotContain("\n");
        run.Streams.Should().BeEmpty();
        run.ExitCode.Should().Be(3);
        server.Journal.Should().HaveCount(1);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_unreachable()
    {
        var run = await LoadEngine.RunAsync(new LoadProfile { Target = Nobody(), Concurrency = 1, Count = 1 }, new LoadOptions { ClockProbe = false }, Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Refusal!.Kind.Should().Be("unreachable");
        run.Refusal.Message.Should().Match("http://127.0.0.1:* does not answer: *refused*").And.NotContain("\n");
        run.ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task Without_the_probe_nothing_connected_is_exit_3_and_no_storm()
    {
        var profile = new LoadProfile { Target = Nobody(), Concurrency = 2, For = TimeSpan.FromSeconds(1), WarmUp = TimeSpan.Zero, NoProbe = true };

        var run = await LoadEngine.RunAsync(profile, new LoadOptions { ClockProbe = false }, Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().NotBeEmpty().And.OnlyContain(s => s.Class == StreamClass.Network);
        run.Streams.Count.Should().BeLessThan(100, "a worker breathes after a stream that failed at once");
        run.ExitCode.Should().Be(3);
    }

    /// <summary>A port that was free a moment ago.</summary>
    internal static Uri Nobody()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}/query/stream");
    }
}
