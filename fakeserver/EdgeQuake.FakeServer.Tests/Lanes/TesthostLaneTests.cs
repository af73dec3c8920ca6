using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The lane without a wire: plays what is honest there, and refuses the rest before anything starts.</summary>
public sealed class TesthostLaneTests
{
    private static readonly FakeServerOptions Testhost = new() { Lane = LaneKind.Testhost };

    private static readonly Uri Url = new("/query/stream?query=x", UriKind.Relative);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, Plan> Impossible => new()
    {
        { "fin", Plan(Ok, End(EndKind.Fin)) },
        { "reset", Plan(Ok, Write("x"), End(EndKind.Reset)) },
        { "reset-now", Plan(Ok, End(EndKind.ResetNow)) },
        { "bad-chunk", Plan(Ok, End(EndKind.BadChunk)) },
        { "half chunk", Plan(Ok, new PlanOp.Write("x"u8.ToArray(), 9), End(EndKind.Close)) },
        { "lies", Plan(Ok with { Framing = BodyFraming.Length, Length = 500 }, Write("x"), End(EndKind.Close)) },
        { "close", Plan(Ok with { Framing = BodyFraming.Close }, Write("x"), End(EndKind.Close)) },
        { "silent", Plan(new PlanOp.Open(OpenFault.Silent)) },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_needs_a_wire_is_refused_at_start(string named, Plan plan)
    {
        var start = () => StartAsync(Testhost, plan);
        (await start.Should().ThrowAsync<FakeServerException>()).Which.Message
            .Should().StartWith("test.yaml:1:1: scenario 'scripted' cannot be played on lane testhost: ").And.Contain(named);
    }

    [Fact]
    public async Task A_scenario_that_does_not_name_the_lane_is_refused()
    {
        var start = () => FakeSseServer.StartAsync(Scenario("s") with { Lanes = [LaneKind.Socket] }, (_, _) => Answer("x"), Testhost);
        (await start.Should().ThrowAsync<FakeServerException>()).Which.Message.Should().Be("test.yaml:1:1: scenario 's' cannot be played on lane testhost; expected socket");
    }

    [Fact]
    public async Task The_head_comes_before_the_body_and_the_body_as_written()
    {
        await using var server = await StartAsync(Testhost, Plan(Ok, new PlanOp.Gate("body", null), Write("data: a\n\n"), Write("data: b\n\n"), End(EndKind.Close)));
        using var client = server.CreateClient();
        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Ct);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        server.Open("body");
        (await response.Content.ReadAsStringAsync(Ct)).Should().Be("data: a\n\ndata: b\n\n");
        var entry = await server.OnlyEntryAsync();
        (entry.Facts.Target, entry.Writes.Count, entry.End!.Done).Should().Be(("/query/stream?query=x", 2, "close"));
    }

    [Fact]
    public async Task A_client_that_gives_up_is_noticed()
    {
        await using var server = await StartAsync(Testhost, Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null), End(EndKind.Close)));
        using var client = server.CreateClient();
        using (var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Ct))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Ct);
            (await body.ReadAsync(new byte[99], Ct)).Should().Be(9);
        }

        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Asked == "stall" && e.End.Done == "peer-closed" && e.Notes.Count == 1);
    }

    [Fact]
    public async Task A_users_own_host_answers_from_the_script()
    {
        await using var server = await StartAsync(Testhost, Answer("data: a\n\n"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer, TestServer>();
        await using var app = builder.Build();
        app.Run(server.Answer);
        await app.StartAsync(Ct);
        using var client = app.GetTestClient();
        (await client.GetStringAsync(Url, Ct)).Should().Be("data: a\n\n");
        server.Journal.Should().HaveCount(1);
    }

    [Fact]
    public async Task Other_lanes_have_no_request_delegate()
    {
        await using var server = await StartAsync(Answer("x"));
        server.Invoking(s => s.Answer).Should().Throw<InvalidOperationException>().Which.Message.Should().Contain("socket");
    }
}
