using System.Net;
using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>One neutral script, asked for in every form: the route and the body choose the wire, as on the real servers.</summary>
public sealed class AskedTests
{
    private const string Script = "[ { tokens: [Edge, Quake] }, { done: } ]";
    private static readonly string[] Protocols = ["edgequake", "openai-chat", "openai-responses", "anthropic", "ollama"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /query/stream?query=x", "", "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n*data: {\"type\":\"done\"}\n\n")]
    [InlineData("POST /api/v1/query/stream", "{\"query\":\"x\"}", "data: {\"type\":\"token\",\"content\":\"Edge\"}\n\n*\"tokens_used\":2*")]
    [InlineData("POST /api/v1/query/stream", "{\"stream_format\":\"v1\"}", "data: Edge\n\ndata: Quake\n\n")]
    [InlineData("POST /api/v1/query/stream", "{\"stream_format\":\"v3\"}", "data: {\"type\":\"token\",\"content\":\"Edge\"}\n\n*")]
    [InlineData("POST /api/v1/chat/completions/stream", "{\"message\":\"x\"}", "data: {\"type\":\"conversation\",*\"content\":\"Edge\"*\"assistant_message_id\"*")]
    [InlineData("POST /api/v1/query", "{\"query\":\"x\"}", "{\"answer\":\"EdgeQuake\",\"mode\":\"mix\",\"sources\":[],\"stats\":{*\"tokens_used\":2,*}}")]
    [InlineData("POST /api/v1/chat/completions", "{\"message\":\"x\",\"stream\":false}", "{\"conversation_id\":*,\"content\":\"EdgeQuake\",*\"tokens_used\":2,\"duration_ms\":1200}")]
    [InlineData("POST /v1/chat/completions", "{\"stream\":true}", "data: {\"id\":\"chatcmpl-1\",*data: [DONE]\n\n")]
    [InlineData("POST /v1/chat/completions", "{\"stream\":false}", "{*\"message\":{\"role\":\"assistant\",\"content\":\"EdgeQuake\",\"refusal\":null}*\"finish_reason\":\"stop\"*\"completion_tokens\":2*}")]
    [InlineData("POST /v1/chat/completions", "{}", "{*\"object\":\"chat.completion\"*}")]
    [InlineData("POST /v1/responses", "{\"stream\":true}", "event: response.created\ndata: {\"type\":\"response.created\",*\"sequence_number\":0}\n\n*event: response.completed\n*")]
    [InlineData("POST /v1/responses", "{}", "{\"id\":\"resp_1\",*\"status\":\"completed\",*\"text\":\"EdgeQuake\"*}")]
    [InlineData("POST /v1/messages", "{\"stream\":true}", "event: message_start\n*event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")]
    [InlineData("POST /v1/messages", "{}", "{*\"content\":[{\"type\":\"text\",\"text\":\"EdgeQuake\"}],\"stop_reason\":\"end_turn\"*}")]
    [InlineData("POST /api/chat", "{}", "{\"model\":\"scripted\",*\"message\":{\"role\":\"assistant\",\"content\":\"Edge\"},\"done\":false}\n*\"done\":true,\"done_reason\":\"stop\",*\"eval_count\":2,*}\n")]
    [InlineData("POST /api/generate", "{\"stream\":true}", "{\"model\":\"scripted\",*\"response\":\"Edge\",\"done\":false}\n*\"done\":true*\"context\":[1]*}\n")]
    [InlineData("POST /api/chat", "{\"stream\":false}", "{*\"message\":{\"role\":\"assistant\",\"content\":\"EdgeQuake\"},\"done\":true,*}")]
    public async Task A_request_gets_the_form_that_it_asks_for(string request, string body, string answer)
    {
        await using var server = await ServeAsync(Script);
        var (status, type, text) = await AskAsync(server, request, body);
        status.Should().Be(HttpStatusCode.OK);
        type.Should().Be(answer[0] != '{' ? "text/event-stream" : request.Contains("/api/", StringComparison.Ordinal) && answer.EndsWith('\n') ? "application/x-ndjson" : "application/json");
        text.Should().Match(answer);
    }

    [Fact]
    public async Task A_format_that_the_script_cannot_be_said_in_is_refused_in_a_sentence()
    {
        await using var server = await ServeAsync("[ { source: d }, { token: a }, { done: } ]");
        var (status, _, text) = await AskAsync(server, "POST /api/v1/query/stream", "{\"stream_format\":\"v1\"}");
        status.Should().Be(HttpStatusCode.PreconditionFailed);
        text.Should().Be("unmet stream_format v1: edgequake v1 has no frame for 'source'\n");
    }

    [Theory]
    [InlineData("POST /api/v1/query", 500, "{\"code\":\"QUERY_FAILED\",\"message\":\"m\"}")]
    [InlineData("POST /v1/chat/completions", 500, "{\"error\":{\"message\":\"m\",\"code\":\"QUERY_FAILED\"}}")]
    [InlineData("POST /v1/messages", 500, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\",\"code\":\"QUERY_FAILED\"}}")]
    [InlineData("POST /v1/responses", 500, "{\"error\":{\"type\":\"server_error\",\"code\":\"QUERY_FAILED\",\"message\":\"m\"}}")]
    public async Task An_error_in_band_is_a_status_where_nothing_streams(string request, int status, string body)
    {
        await using var server = await ServeAsync("[ { error: { message: m, code: QUERY_FAILED } } ]");
        var answer = await AskAsync(server, request, "{}");
        ((int)answer.Status, answer.Body).Should().Be((status, body));
    }

    [Theory]
    [InlineData("GET /api/v1/query/stream", 405)]
    [InlineData("POST /api/v1/graph/stream", 405)]
    [InlineData("GET /v1/messages", 405)]
    [InlineData("GET /v1/models", 200)]
    [InlineData("GET /health", 200)]
    [InlineData("GET /api/version", 200)]
    [InlineData("GET /nowhere", 404)]
    public async Task What_is_no_question_is_answered_as_the_real_servers_do(string request, int status)
    {
        await using var server = await ServeAsync(Script);
        ((int)(await AskAsync(server, request, "")).Status).Should().Be(status);
    }

    [Fact]
    public async Task Plain_text_is_a_part_of_edgequakes_whole_answer()
    {
        await using var server = await ServeAsync("[ { source: d }, { token: Edge }, { text: Quake }, { done: } ]");
        (await AskAsync(server, "POST /api/v1/query", "{}")).Body.Should().Match("{\"answer\":\"EdgeQuake\",*\"id\":\"d\"*");
    }

    [Fact]
    public async Task A_script_named_by_its_header_answers_by_any_method()
    {
        await using var server = await ServeAsync(Script);
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Add("x-scenario", "edgequake");
        (await client.GetStringAsync(new Uri("/api/v1/query/stream", UriKind.Relative), Ct)).Should().StartWith("data: {\"type\":\"token\"");
    }

    private static async Task<FakeSseServer> ServeAsync(string steps)
    {
        var protocols = Protocols.Where(p => p == "edgequake" || !steps.Contains("source", StringComparison.Ordinal));
        var yaml = string.Concat(protocols.Select(p => $"- scenario: {p}\n  protocol: {p}\n  steps: {steps}\n"));
        var set = ScenarioFile.Parse(yaml, "x.yaml");
        set.Problems.Should().BeEmpty();
        return await FakeSseServer.StartAsync(set.Scenarios, new FakeServerOptions { Lane = LaneKind.Memory }, Ct);
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> AskAsync(FakeSseServer server, string request, string body)
    {
        using var client = server.CreateClient();
        var words = request.Split(' ');
        using var message = new HttpRequestMessage(new HttpMethod(words[0]), new Uri(words[1], UriKind.Relative));
        if (body.Length > 0)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(message, Ct);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(Ct));
    }
}
