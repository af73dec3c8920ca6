using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The built-in scenarios on the wire, loaded and rendered as users get them.</summary>
public sealed class BuiltInServeTests
{
    [Fact]
    public async Task The_guides_own_query_gets_the_guides_four_frames_byte_for_byte()
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, cancellation: TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        var answer = client.Send(RawClient.Get("/query/stream?query=What+is+EdgeQuake")).ReadTo("\r\n0\r\n\r\n");
        string[] frames =
        [
            "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n", "data: {\"chunk\":\"Quake\",\"type\":\"token\"}\n\n",
            "data: {\"chunk\":\" is\",\"type\":\"token\"}\n\n", "data: {\"type\":\"done\"}\n\n",
        ];
        answer.Should().StartWith("HTTP/1.1 200 OK\r\n").And.EndWith("\r\n\r\n" + string.Concat(frames.Select(f => $"{f.Length:x}\r\n{f}\r\n")) + "0\r\n\r\n");
    }

    [Theory]
    [InlineData("/query/stream?query=other", "data: {\"chunk\":")]
    [InlineData("/api/v1/graph/stream", "data: {\"type\":\"metadata\"")]
    public async Task A_question_of_no_scenario_is_answered_in_the_routes_own_frames(string path, string start)
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, new FakeServerOptions { Lane = LaneKind.Memory }, TestContext.Current.CancellationToken);
        using var client = server.CreateClient();
        (await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).Replace(": ready\n\n", "", StringComparison.Ordinal).Should().StartWith(start);
    }

    [Theory]
    [InlineData(LaneKind.Socket)]
    [InlineData(LaneKind.Memory)]
    [InlineData(LaneKind.Testhost)]
    public async Task Every_lane_gives_the_same_body(LaneKind lane)
    {
        var scenario = BuiltInScenarios.All.Single(s => s.Id == "answer-with-sources");
        await using var server = await FakeSseServer.StartAsync(scenario, new FakeServerOptions { Lane = lane, Routing = Routing.KnownRoutes }, TestContext.Current.CancellationToken);
        using var client = server.CreateClient();
        var body = await client.GetStringAsync(new Uri("/query/stream", UriKind.Relative), TestContext.Current.CancellationToken);
        body.Should().StartWith(": ready\n\n").And.Contain("entités ").And.EndWith("data: {\"type\":\"done\"}\n\n");
        (await server.OnlyEntryAsync()).Writes.Sum(w => w.Tokens).Should().Be(5);
    }

    [Fact]
    public async Task A_fall_back_is_two_exchanges_of_one_run()
    {
        var scenario = BuiltInScenarios.All.Single(s => s.Id == "fall-back-to-execute");
        await using var server = await FakeSseServer.StartAsync(scenario, new FakeServerOptions { Routing = Routing.KnownRoutes }, TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get("/query/stream?query=x")).ReadTo("}").Should().StartWith("HTTP/1.1 503 Service Unavailable\r\n").And.EndWith("{\"error\":\"overloaded\"}");
        client.Send("POST /api/v1/query HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}").ReadTo("}").Should().EndWith("{\"answer\":\"EdgeQuake is fast\"}");
        (await server.EntriesAsync()).Select(e => (e.Exchange, e.Attempt, e.Connection)).Should().Equal((0, 1, 1), (1, 1, 1));
    }
}
