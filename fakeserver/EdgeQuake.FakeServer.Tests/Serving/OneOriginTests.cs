using System.Net;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Many servers at one address: each sees its own requests and no other's; and what a page of another origin is told.</summary>
public sealed class OneOriginTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_segment_says_whose_request_it_is_and_is_not_seen_by_the_server()
    {
        await using var origin = OneOrigin.Start();
        await using var one = await StartAsync(new FakeServerOptions { Origin = origin });
        await using var two = await StartAsync(new FakeServerOptions { Origin = origin });
        using var http = new HttpClient();

        foreach (var server in new[] { one, two, one })
        {
            (await http.GetAsync($"{server.BaseAddress}query/stream?query=a%20b", Stop)).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        one.BaseAddress.Port.Should().Be(two.BaseAddress.Port);
        one.Journal.Should().HaveCount(2).And.OnlyContain(e => e.Facts.Target == "/query/stream?query=a%20b" && e.Facts.Path == "/query/stream");
        two.Journal.Should().ContainSingle();
        var stranger = await http.GetAsync($"{origin.BaseAddress}query/stream", Stop);
        stranger.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await stranger.Content.ReadAsStringAsync(Stop)).Should().Contain("keep all of the base URL");
    }

    [Fact]
    public async Task A_preflight_is_answered_and_not_journaled_and_every_answer_may_be_read()
    {
        await using var server = await StartAsync(new FakeServerOptions { Cors = true });
        using var http = new HttpClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, $"{server.BaseAddress}query/stream")
        {
            Headers = { { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type, x-trace" } },
        };

        var allowed = await http.SendAsync(preflight, Stop);
        var answer = await http.GetAsync($"{server.BaseAddress}query/stream", Stop);

        allowed.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        allowed.StatusCode.Should().Be(HttpStatusCode.NoContent);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").Should().Equal("content-type, x-trace");
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        server.Journal.Should().ContainSingle();
    }

    private static async Task<FakeSseServer> StartAsync(FakeServerOptions options)
    {
        var read = ScenarioFile.Parse("- scenario: one\n  steps: [{ token: a }, { done: }]\n", "one.yaml");
        read.Problems.Should().BeEmpty();
        return await FakeSseServer.StartAsync(read.Scenarios[0], options, Stop);
    }
}
