using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Many scenarios on one port: who answers, how attempts are counted, and the admin API.</summary>
public sealed class PlainServeTests : IAsyncLifetime
{
    private FakeSseServer server = null!;
    private HttpClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Scenario[] scenarios =
        [
            Scenario("guide", Exchange(new Match("GET", "/query/stream", new Dictionary<string, string> { ["query"] = "What is EdgeQuake" }))),
            Scenario("story", Exchange(Path("/query/stream")), Exchange(Path("/query"))),
            Scenario("standing", Exchange(null, Then.RepeatLast, Attempt(), Attempt())),
            Scenario("chat") with { Protocol = Protocol.OpenaiChat },
            Scenario("held"),
        ];
        server = await FakeSseServer.StartAsync(scenarios, (s, i) => s.Id == "held"
            ? Plan(Ok, new PlanOp.Gate("go", null), Write("held"), End(EndKind.Close))
            : Answer($"{s.Id} {i.Attempt} {i.Stream}"));
        client = server.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Match_comes_before_the_default_of_the_routes_protocol_and_a_header_before_both()
    {
        (await GetAsync("/query/stream?query=What+is+EdgeQuake")).Should().StartWith("guide 1");
        (await GetAsync("/query/stream?query=other")).Should().StartWith("standing 1");
        (await GetAsync("/v1/chat/completions")).Should().StartWith("chat 1");
        (await GetAsync("/any/route", ("x-scenario", "chat"))).Should().StartWith("chat 2");
    }

    [Fact]
    public async Task The_default_that_was_asked_for_answers_its_protocols_routes_and_no_others()
    {
        Scenario[] scenarios = [Scenario("first"), Scenario("asked", Exchange(new Match("GET", "/query/stream", new Dictionary<string, string> { ["query"] = "x" }))), Scenario("chat") with { Protocol = Protocol.OpenaiChat }];
        await using var other = await FakeSseServer.StartAsync(scenarios, (s, _) => Answer(s.Id), new FakeServerOptions { DefaultScenario = "asked" });
        using var asking = other.CreateClient();
        using var answer = await asking.PostAsync(new Uri("/api/v1/query/stream", UriKind.Relative), null, Ct);
        (await answer.Content.ReadAsStringAsync(Ct)).Should().Be("asked");
        (await asking.GetStringAsync(new Uri("/chat/completions", UriKind.Relative), Ct)).Should().Be("chat");
    }

    [Fact]
    public async Task A_scenario_served_alone_answers_on_any_route()
    {
        await using var other = await FakeSseServer.StartAsync([Scenario("only") with { Protocol = Protocol.Sse }], (s, _) => Answer(s.Id));
        using var asking = other.CreateClient();
        (await asking.GetStringAsync(new Uri("/events", UriKind.Relative), Ct)).Should().Be("only");
    }

    [Fact]
    public async Task A_story_of_several_exchanges_answers_when_it_is_named()
    {
        (await GetAsync("/query/stream", ("x-scenario", "story"))).Should().StartWith("story 1");
        (await GetAsync("/query", ("x-scenario", "story"))).Should().StartWith("story 1");
        (await GetAsync("/query/stream")).Should().StartWith("standing");
    }

    [Fact]
    public async Task Attempts_count_by_test_id_or_by_scenario_and_client()
    {
        (await GetAsync("/query", ("x-test-id", "a"))).Should().Be("standing 1 0");
        (await GetAsync("/query", ("x-test-id", "b"))).Should().Be("standing 1 0", "its draws are its own");
        (await GetAsync("/query", ("x-test-id", "a"))).Should().Be("standing 2 0");
        (await GetAsync("/query")).Should().Be("standing 1 0");
        (await PostAsync("/__fake/reset")).Should().Be(HttpStatusCode.NoContent);
        (await GetAsync("/query", ("x-test-id", "a"))).Should().StartWith("standing 1");
    }

    [Theory]
    [InlineData("/querry", null, "unmatched GET /querry; known routes: GET or POST /query/stream")]
    [InlineData("/gide", null, "unmatched GET /gide; did you mean scenario 'guide'?")]
    [InlineData("/query", "gide", "unmatched scenario 'gide'; did you mean scenario 'guide'?")]
    public async Task What_nothing_answers_is_404_and_listed(string path, string? scenario, string sentence)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Endpoint.MethodOf(path) ?? "GET"), path);
        request.Headers.Add("x-scenario", scenario is null ? [] : [scenario]);
        using var response = await client.SendAsync(request, Ct);
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(Ct)).Should().StartWith(sentence);
        (await server.OnlyEntryAsync()).Notes.Should().ContainSingle().Which.Should().StartWith(sentence);
    }

    [Fact]
    public async Task The_admin_api_shows_the_journal_and_scenarios_and_opens_gates()
    {
        var held = GetAsync("/query", ("x-scenario", "held"));
        while (server.Journal.Count == 0)
        {
            await Task.Yield();
        }

        (await PostAsync("/__fake/gates/go")).Should().Be(HttpStatusCode.NoContent);
        (await held).Should().Be("held");
        await server.EntriesAsync();
        using var journal = JsonDocument.Parse(await GetAsync("/__fake/journal"));
        var entry = journal.RootElement.EnumerateArray().Should().ContainSingle("looking at the journal makes no entry").Subject;
        entry.GetProperty("scenario").GetString().Should().Be("held");
        entry.GetProperty("end").GetProperty("done").GetString().Should().Be("close");
        entry.GetProperty("writes")[0].GetProperty("bytes").GetInt32().Should().Be(4);
        using var scenarios = JsonDocument.Parse(await GetAsync("/__fake/scenarios"));
        scenarios.RootElement.EnumerateArray().Select(s => s.GetProperty("scenario").GetString()).Should().Equal("guide", "story", "standing", "chat", "held");
        (await PostAsync("/__fake/nothing")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Finished_entries_are_read_live()
    {
        await GetAsync("/query");
        (await server.FollowAsync(null, Ct).FirstAsync(Ct)).Scenario.Should().Be("standing");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_line()
    {
        var start = () => FakeSseServer.StartAsync([Scenario("s")], (_, _) => Answer("x"), new FakeServerOptions { Port = server.BaseAddress.Port });
        var thrown = (await start.Should().ThrowAsync<FakeServerException>()).Which;
        thrown.Message.Should().Be($"port {server.BaseAddress.Port} on 127.0.0.1 is already in use; choose another");
        thrown.Usage.Should().BeFalse();
        thrown.InnerException.Should().BeOfType<SocketException>();
    }

    private async Task<string> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Endpoint.MethodOf(path) ?? "GET"), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private async Task<HttpStatusCode> PostAsync(string path)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), null, Ct);
        return response.StatusCode;
    }
}
