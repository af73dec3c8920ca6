using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The request that each protocol asks for.</summary>
public sealed class RequestMakerTests
{
    [Theory]
    [InlineData("http://h:8080", "http://h:8080/query/stream?query=What+is+EdgeQuake%3F&mode=hybrid")]
    [InlineData("http://h:8080/", "http://h:8080/query/stream?query=What+is+EdgeQuake%3F&mode=hybrid")]
    [InlineData("http://h:8080/my/route", "http://h:8080/my/route?query=What+is+EdgeQuake%3F&mode=hybrid")]
    [InlineData("http://h:8080/query/stream?query=Own+one", "http://h:8080/query/stream?query=Own+one&mode=hybrid")]
    public void Documented_is_a_get_with_the_guides_query(string target, string asked)
    {
        var request = new RequestMaker(Profile(target)).For(0);

        request.Method.Should().Be(HttpMethod.Get);
        request.RequestUri!.AbsoluteUri.Should().Be(asked);
        request.Headers.Accept.ToString().Should().Be("text/event-stream");
    }

    [Fact]
    public async Task V2_is_a_post_of_its_own_route()
    {
        var request = new RequestMaker(Profile("http://h/") with { Shape = Shape.V2, Parameters = [new("mode", "mix"), new("top_k", "5"), new("include_subgraph", "false")] }).For(0);

        request.RequestUri!.AbsoluteUri.Should().Be("http://h/api/v1/query/stream");
        (await Text(request)).Should().Be("""{"query":"What is EdgeQuake?","stream_format":"v2","mode":"mix","top_k":5,"include_subgraph":false}""");
        request.Content!.Headers.ContentType!.ToString().Should().Be("application/json");
    }

    [Fact]
    public async Task OpenAi_gets_a_prefix_of_its_own_per_stream_and_asks_for_usage()
    {
        var maker = new RequestMaker(Profile("http://h/") with { Protocol = Protocol.OpenaiChat, Prompts = ["one", "two"], Parameters = [new("model", "gpt"), new("temperature", "0.5")], Seed = 255 });

        (await Text(maker.For(3))).Should().Be("""{"model":"gpt","messages":[{"role":"user","content":"[ff-3] two"}],"stream":true,"stream_options":{"include_usage":true},"temperature":0.5}""");
        maker.For(0).RequestUri!.AbsolutePath.Should().Be("/v1/chat/completions");
    }

    [Theory]
    [InlineData(Protocol.OpenaiResponses, Shape.Documented, "http://h/", "/v1/responses", "text/event-stream", """{"model":"default","input":[{"role":"user","content":"[1-2] q"}],"stream":true,"x":1}""")]
    [InlineData(Protocol.Anthropic, Shape.Documented, "http://h/", "/v1/messages", "text/event-stream", """{"model":"default","max_tokens":1024,"messages":[{"role":"user","content":"[1-2] q"}],"stream":true,"x":1}""")]
    [InlineData(Protocol.Ollama, Shape.Documented, "http://h/", "/api/chat", "application/x-ndjson", """{"model":"default","messages":[{"role":"user","content":"[1-2] q"}],"stream":true,"x":1}""")]
    [InlineData(Protocol.Ollama, Shape.Documented, "http://h/api/generate", "/api/generate", "application/x-ndjson", """{"model":"default","prompt":"[1-2] q","stream":true,"x":1}""")]
    [InlineData(Protocol.Edgequake, Shape.Chat, "http://h/", "/api/v1/chat/completions/stream", "text/event-stream", """{"message":"q","stream":true,"x":1}""")]
    public async Task Each_protocol_is_asked_in_its_own_words(Protocol protocol, Shape shape, string target, string path, string accept, string body)
    {
        var request = new RequestMaker(Profile(target) with { Protocol = protocol, Shape = shape, Prompts = ["q"], Parameters = [new("x", "1")], Seed = 1 }).For(2);

        request.RequestUri!.AbsolutePath.Should().Be(path);
        request.Headers.Accept.ToString().Should().Be(accept);
        (await Text(request)).Should().Be(body);
    }

    [Fact]
    public void What_a_server_insists_on_is_sent_unless_it_is_given()
    {
        var chat = Profile("http://h/") with { Shape = Shape.Chat };
        Guid.TryParse(new RequestMaker(chat).For(0).Headers.GetValues("x-tenant-id").Single(), out _).Should().BeTrue();
        new RequestMaker(chat with { Headers = [new("X-Tenant-Id", "mine")] }).For(0).Headers.GetValues("x-tenant-id").Should().Equal("mine");
        new RequestMaker(Profile("http://h/") with { Protocol = Protocol.Anthropic }).For(0).Headers.GetValues("anthropic-version").Should().Equal("2023-06-01");
    }

    [Fact]
    public void A_graph_is_a_get_without_a_question()
    {
        var request = new RequestMaker(Profile("http://h/") with { Shape = Shape.Graph, Parameters = [new("max_nodes", "9")] }).For(0);

        (request.Method, request.RequestUri!.PathAndQuery).Should().Be((HttpMethod.Get, "/api/v1/graph/stream?max_nodes=9"));
    }

    [Fact]
    public void Plain_event_streams_are_asked_as_they_stand() =>
        new RequestMaker(Profile("http://h/events?x=1") with { Protocol = Protocol.Sse, Parameters = [] }).For(9).RequestUri!.AbsoluteUri.Should().Be("http://h/events?x=1");

    [Fact]
    public void Headers_are_sent_as_given() =>
        new RequestMaker(Profile("http://h/") with { Headers = [new("x-scenario", "happy"), new("authorization", "Bearer k")] }).For(0).Headers.ToString().Should().Contain("x-scenario: happy").And.Contain("Bearer k");

    [Fact]
    public void A_header_of_the_body_replaces_ours()
    {
        var request = new RequestMaker(Profile("http://h/") with { Shape = Shape.V2, Headers = [new("content-type", "application/json; charset=utf-8")] }).For(0);

        request.Content!.Headers.GetValues("content-type").Should().Equal("application/json; charset=utf-8");
    }

    private static LoadProfile Profile(string target) => new() { Target = new Uri(target), Concurrency = 1, Count = 1, Parameters = [new("mode", "hybrid")] };

    private static Task<string> Text(HttpRequestMessage request) => request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
