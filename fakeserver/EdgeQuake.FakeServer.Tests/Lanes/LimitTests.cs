using System.Globalization;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>What a client may take at most, on the wire.</summary>
public sealed class LimitTests
{
    private static readonly Plan Empty = Plan(Ok, End(EndKind.Close));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")]
    public async Task A_request_that_comes_drop_by_drop_gets_408(string half)
    {
        await using var server = await StartAsync(new FakeServerOptions { Limits = new() { ReadTime = TimeSpan.FromMilliseconds(80) } }, Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        var (text, end) = client.Send(half).TextToEnd();
        text.Should().StartWith("HTTP/1.1 408 ").And.Contain("0.08 s");
        end.Should().Be("fin");
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed_and_one_that_is_answered_is_not()
    {
        await using var server = await StartAsync(
            new FakeServerOptions { Limits = new() { IdleTime = TimeSpan.FromMilliseconds(80), ReadTime = TimeSpan.FromMilliseconds(80) } },
            Plan(Ok, Write("a"), new PlanOp.Wait(TimeSpan.FromMilliseconds(400)), Write("b"), End(EndKind.Close)));
        using var idle = RawClient.Connect(server.BaseAddress);
        using var busy = RawClient.Connect(server.BaseAddress);
        busy.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Contain("b\r\n");
        idle.ReadToEnd().Should().BeEquivalentTo((Array.Empty<byte>(), "fin"));
    }

    [Fact]
    public async Task A_connection_beyond_the_limit_gets_503_and_the_others_go_on()
    {
        await using var server = await StartAsync(new FakeServerOptions { Limits = new() { Connections = 1 } }, Empty);
        using var first = RawClient.Connect(server.BaseAddress);
        first.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        using var second = RawClient.Connect(server.BaseAddress);
        second.TextToEnd().Text.Should().StartWith("HTTP/1.1 503 ").And.EndWith("too many connections\n");
        first.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().StartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task Sizes_are_the_options()
    {
        await using var server = await StartAsync(new FakeServerOptions { Limits = new() { HeadBytes = 200, Headers = 3, BodyBytes = 10 } }, Empty);
        Status(server, RawClient.Get("/" + new string('a', 300))).Should().Be(431);
        Status(server, RawClient.Get("/", "A: 1\r\nB: 2\r\nC: 3\r\n")).Should().Be(431);
        Status(server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n").Should().Be(413);
        Status(server, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n").Should().Be(413);
    }

    private static int Status(FakeSseServer server, string request)
    {
        using var client = RawClient.Connect(server.BaseAddress);
        return int.Parse(client.Send(request).TextToEnd().Text.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
