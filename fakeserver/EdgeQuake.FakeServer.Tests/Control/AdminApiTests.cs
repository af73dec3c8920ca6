using System.Net;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The admin API on a real socket: the journal as it grows, filters, scenarios at run time, connections, and who may call.</summary>
public sealed class AdminApiTests : IAsyncLifetime
{
    private FakeSseServer server = null!;
    private HttpClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await FakeSseServer.StartAsync(
            [Scenario("plain", Exchange(null, Then.RepeatLast, Attempt(), Attempt())), Scenario("held")],
            (s, i) => s.Id switch
            {
                "held" => Plan(Ok, Write("one"), new PlanOp.Gate("go", null), Write("two"), End(EndKind.Close)),
                "plain" => Answer($"plain {i.Attempt}"),
                _ => Planner.Render(s, i),
            });
        client = server.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_journal_is_followed_line_by_line_each_request_when_it_begins_and_when_it_ends()
    {
        using var reader = new StreamReader(await client.GetStreamAsync(Path("journal?follow&writes=0"), Ct));
        var held = GetAsync("/query", ("x-scenario", "held"));
        var began = await LineAsync(reader);
        began.GetProperty("state").GetString().Should().Be("playing");
        (await PostAsync("gates/go")).Should().Be(HttpStatusCode.NoContent);
        (await held).Should().Be("onetwo");
        var ended = await LineAsync(reader);
        ended.GetProperty("request").GetInt32().Should().Be(began.GetProperty("request").GetInt32());
        ended.GetProperty("state").GetString().Should().Be("ended");
        ended.GetProperty("bytes").GetInt32().Should().Be(6);
        ended.TryGetProperty("writes", out _).Should().BeFalse("they were not asked for");
    }

    [Fact]
    public async Task The_journal_is_filtered_by_scenario_test_and_number()
    {
        await GetAsync("/query", ("x-scenario", "plain"), ("x-test-id", "a"));
        await GetAsync("/query", ("x-scenario", "plain"), ("x-test-id", "b"));
        await GetAsync("/nowhere", ("x-scenario", "plan"));
        await server.EntriesAsync();
        (await NumbersAsync("journal?test-id=b")).Should().Equal(2);
        (await NumbersAsync("journal?scenario=plain")).Should().Equal(1, 2);
        (await NumbersAsync("journal?since=1")).Should().Equal(2, 3);
        (await NumbersAsync("unmatched")).Should().Equal(3);
        (await client.GetAsync(Path("journal?sinse=1"), Ct)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await (await client.GetAsync(Path("journal?sinse=1"), Ct)).Content.ReadAsStringAsync(Ct)).Should().Contain("did you mean 'since'?");
    }

    [Fact]
    public async Task Two_tests_at_once_never_meet()
    {
        var a = GetAsync("/query", ("x-scenario", "held"), ("x-test-id", "a"));
        var b = GetAsync("/query", ("x-scenario", "held"), ("x-test-id", "b"));
        while (await WaitingAsync() is var waiting && waiting.Count < 2)
        {
            await Task.Yield();
        }

        (await PostAsync("gates/go?test-id=a")).Should().Be(HttpStatusCode.NoContent);
        (await a).Should().Be("onetwo");
        (await WaitingAsync()).Should().Equal("b");
        (await GetAsync("/query", ("x-scenario", "plain"), ("x-test-id", "a"))).Should().Be("plain 1");
        (await GetAsync("/query", ("x-scenario", "plain"), ("x-test-id", "b"))).Should().Be("plain 1");
        (await PostAsync("reset?test-id=a")).Should().Be(HttpStatusCode.NoContent);
        (await GetAsync("/query", ("x-scenario", "plain"), ("x-test-id", "a"))).Should().Be("plain 1", "its counts started again");
        (await GetAsync("/query", ("x-scenario", "plain"), ("x-test-id", "b"))).Should().Be("plain 2", "the reset was not this test's");
        (await PostAsync("gates/go?test-id=b")).Should().Be(HttpStatusCode.NoContent);
        (await b).Should().Be("onetwo");
    }

    [Fact]
    public async Task Scenarios_come_and_go_while_it_runs_and_a_wrong_one_is_refused_with_its_place()
    {
        const string Yaml = "scenario: new\nprotocol: sse\nsteps: [ { token: hi } ]\n";
        (await SendAsync(HttpMethod.Post, "scenarios", Yaml)).Text.Should().Contain("\"new\"");
        (await GetAsync("/any", ("x-scenario", "new"))).Should().Be("data: hi\n\n");
        (await SendAsync(HttpMethod.Put, "scenarios", Yaml.Replace("hi", "ho", StringComparison.Ordinal))).Status.Should().Be(HttpStatusCode.OK);
        (await GetAsync("/any", ("x-scenario", "new"))).Should().Be("data: ho\n\n");
        (await GetAsync("/__fake/scenarios/new")).Should().Contain("\"plan\"").And.Contain("data: ho");
        var (status, text) = await SendAsync(HttpMethod.Post, "scenarios", "scenario: worse\nprotocol: sse\nsteps: [ { tokn: hi } ]\n");
        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        text.Should().Contain("\"line\": 3").And.Contain("\"nearest\": \"token\"");
        (await SendAsync(HttpMethod.Delete, "scenarios/new", null)).Status.Should().Be(HttpStatusCode.NoContent);
        (await GetAsync("/any", ("x-scenario", "new"))).Should().StartWith("unmatched scenario 'new'");
    }

    [Fact]
    public async Task A_connection_is_listed_and_reset_by_its_number()
    {
        using var raw = RawClient.Connect(server.BaseAddress);
        raw.Send(RawClient.Get("/query", "x-scenario: held\r\n")).ReadTo("one\r\n");
        using var listed = JsonDocument.Parse(await GetAsync("/__fake/connections"));
        var ours = listed.RootElement.EnumerateArray().Single(c => c.GetProperty("scenario").GetString() == "held");
        (await PostAsync($"connections/{ours.GetProperty("connection")}/reset")).Should().Be(HttpStatusCode.NoContent);
        raw.ReadToEnd().End.Should().Be("reset");
        var entry = await server.OnlyEntryAsync();
        entry.Notes.Should().Contain("note the admin API reset the connection");
        (await PostAsync("connections/99/close")).Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Host: evil.example\r\n", "HTTP/1.1 403 ")]
    [InlineData("Host: localhost:1\r\nOrigin: http://evil.example\r\n", "HTTP/1.1 403 ")]
    [InlineData("Host: localhost:1\r\nOrigin: http://localhost:1\r\n", "HTTP/1.1 204 ")]
    [InlineData("Host: [::1]:80\r\n", "HTTP/1.1 204 ")]
    public async Task A_forged_or_rebound_call_of_a_browser_does_nothing(string headers, string answer)
    {
        using var raw = RawClient.Connect(server.BaseAddress);
        raw.Send($"POST /__fake/gates/go HTTP/1.1\r\n{headers}Content-Length: 0\r\n\r\n").ReadTo("\n").Should().StartWith(answer);
        using var gates = JsonDocument.Parse(await GetAsync("/__fake/gates"));
        gates.RootElement.GetProperty("open").GetArrayLength().Should().Be(answer.Contains("204", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public void Only_this_machine_may_call_unless_told()
    {
        var facts = RequestHead.Facts("GET", "/__fake/journal", [new("Host", "localhost")], default);
        var stranger = IPAddress.Parse("192.0.2.7");
        AdminGuard.Refusal(AdminAccess.Loopback, stranger, facts).Should().Contain("--admin any");
        AdminGuard.Refusal(AdminAccess.Any, stranger, facts).Should().BeNull();
    }

    [Fact]
    public async Task A_wrong_call_is_told_every_route()
    {
        var text = await GetAsync("/__fake/jurnal");
        AdminRoutes.All.Should().AllSatisfy(r => text.Should().Contain($"{r.Method} /__fake/{r.Path}"));
    }

    [Theory]
    [InlineData("{\"api_key\": \"s3\\\"cret\", \"query\": \"é\"}", "{\"api_key\": \"***\", \"query\": \"é\"}")]
    [InlineData("use sk-abcdefgh1234 now", "use *** now")]
    [InlineData("{\"token\": \"\", \"tokens\": \"5\"}", "{\"token\": \"\", \"tokens\": \"5\"}")]
    public async Task Keys_in_a_body_never_reach_the_journal(string body, string kept)
    {
        using var response = await client.PostAsync(new Uri("/query", UriKind.Relative), new StringContent(body), Ct);
        Encoding.UTF8.GetString((await server.OnlyEntryAsync()).Facts.Body.Span).Should().Be(kept);
    }

    private static Uri Path(string rest) => new("/__fake/" + rest, UriKind.Relative);

    private static async Task<JsonElement> LineAsync(StreamReader reader) => JsonDocument.Parse((await reader.ReadLineAsync(Ct))!).RootElement;

    private async Task<List<int>> NumbersAsync(string path)
    {
        using var json = JsonDocument.Parse(await GetAsync("/__fake/" + path));
        return [.. json.RootElement.EnumerateArray().Select(e => e.GetProperty("request").GetInt32())];
    }

    private async Task<List<string?>> WaitingAsync()
    {
        using var json = JsonDocument.Parse(await GetAsync("/__fake/gates"));
        return [.. json.RootElement.GetProperty("waiting").EnumerateArray().Select(g => g.GetProperty("testId").GetString())];
    }

    private async Task<string> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Array.ForEach(headers, h => request.Headers.Add(h.Name, h.Value));
        using var response = await client.SendAsync(request, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private async Task<HttpStatusCode> PostAsync(string rest) => (await SendAsync(HttpMethod.Post, rest, null)).Status;

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string rest, string? body)
    {
        using var request = new HttpRequestMessage(method, Path(rest)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8) };
        using var response = await client.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
