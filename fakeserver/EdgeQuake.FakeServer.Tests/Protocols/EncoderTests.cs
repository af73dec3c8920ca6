using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Each verb's bytes in each protocol and shape.</summary>
public sealed class EncoderTests
{
    private const string Head = "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"scripted\"";

    [Theory]
    [InlineData("token: \"a\\\"b\\\\\\n\\t\\u0001é\\u2028🦀\"", "{\"chunk\":\"a\\\"b\\\\\\n\\t\\u0001é\u2028🦀\",\"type\":\"token\"}")]
    [InlineData("source: \"graph.pdf#p3\"", "{\"type\":\"source\",\"source\":\"graph.pdf#p3\"}")]
    [InlineData("done:", "{\"type\":\"done\"}")]
    [InlineData("done: { usage: { total_tokens: 3 } }", "{\"type\":\"done\",\"usage\":{\"total_tokens\":3}}")]
    [InlineData("error: overloaded", "{\"type\":\"error\",\"message\":\"overloaded\",\"code\":\"STREAM_ERROR\"}")]
    [InlineData("error: { message: m, code: QUERY_FAILED }", "{\"type\":\"error\",\"message\":\"m\",\"code\":\"QUERY_FAILED\"}")]
    [InlineData("text: \"42\"", "42")]
    [InlineData("json: { a: [1, true, null, \"x\", 1.5e3, 007] }", "{\"a\":[1,true,null,\"x\",1.5e3,\"007\"]}")]
    public void Documented(string step, string data) => Body("shape: documented", step).Should().Be($"data: {data}\n\n");

    [Theory]
    [InlineData("token: a", "{\"type\":\"token\",\"content\":\"a\"}")]
    [InlineData("thinking: a", "{\"type\":\"thinking\",\"content\":\"a\"}")]
    [InlineData("source: d", "{\"type\":\"context\",\"sources\":[{\"source_type\":\"chunk\",\"id\":\"d\",\"score\":0.9,\"snippet\":null}],\"query_mode\":\"mix\",\"retrieval_time_ms\":45}")]
    [InlineData("context: [ { id: d, score: 0.5 } ]", "{\"type\":\"context\",\"sources\":[{\"id\":\"d\",\"score\":0.5}],\"query_mode\":\"mix\",\"retrieval_time_ms\":45}")]
    [InlineData("context: { sources: [ { id: d } ], retrieval_time_ms: 7, subgraph: { nodes: [] } }", "{\"type\":\"context\",\"sources\":[{\"id\":\"d\"}],\"query_mode\":\"mix\",\"retrieval_time_ms\":7,\"subgraph\":{\"nodes\":[]}}")]
    [InlineData("error: { message: m, code: QUERY_FAILED }", "{\"type\":\"error\",\"message\":\"m\",\"code\":\"QUERY_FAILED\"}")]
    [InlineData("done: { stats: { tokens_used: 3 } }", "{\"type\":\"done\",\"stats\":{\"tokens_used\":3}}")]
    public void Server_v2(string step, string data) => Body("shape: v2", step).Should().Be($"data: {data}\n\n");

    [Fact]
    public void Server_v2_counts_in_its_stats_what_was_said() =>
        Yaml.Load("shape: v2\nsteps: [ { context: [ { id: a }, { id: b } ] }, { tokens: [x, y, z] }, { done: { llm_model: m } } ]").Plan().Body()
            .Should().EndWith("data: " + DoneV2(tokens: 3, sources: 2)[..^1] + ",\"llm_model\":\"m\"}\n\n");

    [Fact]
    public void Server_v3_has_a_bundle_in_its_context_and_is_else_v2()
    {
        Body("shape: v3", "context: [ { id: d } ]").Should().Be("data: {\"type\":\"context\",\"sources\":[{\"id\":\"d\"}],\"query_mode\":\"mix\",\"retrieval_time_ms\":45,\"bundle\":{}}\n\n");
        Body("shape: v3", "context: { sources: [], bundle: { documents: [ d ] } }").Should().Contain("\"bundle\":{\"documents\":[\"d\"]}");
        Body("shape: v3", "done:").Should().Be(Body("shape: v2", "done:"));
    }

    internal static string DoneV2(int tokens = 0, int sources = 0) =>
        """{"type":"done","stats":{"embedding_time_ms":0,"retrieval_time_ms":45,"generation_time_ms":1200,"total_time_ms":1245,"""
        + $"\"sources_retrieved\":{sources},\"tokens_used\":{tokens},\"query_mode\":\"mix\"}}}}";

    [Theory]
    [InlineData("token: \"a\\nb\"", "data: a\ndata: b\n\n")]
    [InlineData("done:", "")]
    [InlineData("error: overloaded", "data: Error: overloaded\n\n")]
    [InlineData("error: { message: overloaded, code: X }", "data: Error: overloaded\n\n")]
    public void Server_v1(string step, string body) => Body("shape: v1", step).Should().Be(body);

    [Theory]
    [InlineData("token: a", "{\"role\":\"assistant\",\"content\":\"\"}|null;{\"content\":\"a\"}|null")]
    [InlineData("thinking: a", "{\"role\":\"assistant\",\"content\":\"\"}|null;{\"reasoning_content\":\"a\"}|null")]
    [InlineData("tool-call: { index: 0, id: c1, function: { name: f, arguments: \"{}\" } }", "{\"role\":\"assistant\",\"content\":\"\"}|null;{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}|null")]
    [InlineData("finish: length", "{}|\"length\"")]
    public void Openai_deltas(string step, string deltas) => Body("protocol: openai-chat", step).Should().Be(string.Concat(deltas.Split(';').Select(d => d.Split('|')).Select(d => Chunk(d[0], d[1]))));

    [Theory]
    [InlineData("{ done: }", "stop")]
    [InlineData("{ done: { finish: length } }", "length")]
    [InlineData("{ finish: length }, { done: }", "length")]
    [InlineData("{ comment: c }, { done: }", "stop")]
    public void Openai_finishes_once_and_then_sends_the_mark(string steps, string reason) =>
        Yaml.Load($"protocol: openai-chat\nsteps: [ {steps} ]").Plan().Body().Replace(": c\n\n", "", StringComparison.Ordinal).Should().Be(Chunk("{}", $"\"{reason}\"") + "data: [DONE]\n\n");

    [Fact]
    public void Openai_usage_is_a_chunk_without_choices_before_the_mark()
    {
        var usage = $"data: {{{Head},\"choices\":[],\"usage\":{{\"total_tokens\":3}}}}\n\n";
        Body("protocol: openai-chat", "usage: { total_tokens: 3 }").Should().Be(usage);
        Body("protocol: openai-chat", "done: { usage: { total_tokens: 3 } }").Should().Be(Chunk("{}", "\"stop\"") + usage + "data: [DONE]\n\n");
    }

    [Fact]
    public void Openai_names_its_role_once_whatever_came_before()
    {
        var body = Yaml.Load("protocol: openai-chat\nsteps: [ { comment: c }, { token: a }, { token: b } ]").Plan().Body();
        body.Should().StartWith(": c\n\n" + Chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        body.Split("\"role\"").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("error: overloaded", "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null}}")]
    [InlineData("error: { message: m, code: rate_limit }", "{\"error\":{\"message\":\"m\",\"code\":\"rate_limit\"}}")]
    public void Openai_errors(string step, string data) => Body("protocol: openai-chat", step).Should().Be($"data: {data}\n\n");

    [Theory]
    [InlineData("event: { event: x, id: \"1\", retry: 5, data: \"a\\nb\" }", "event: x\nid: 1\nretry: 5\ndata: a\ndata: b\n\n")]
    [InlineData("event: { id: \"\" }", "id:\n\n")]
    [InlineData("event: { data: \"\" }", "data:\n\n")]
    [InlineData("comment: \"a\\nb\"", ": a\n: b\n\n")]
    [InlineData("tokens: { text: \"one two  three\" }", "data: one\n\ndata:  two\n\ndata:   three\n\n")]
    [InlineData("tokens: { text: \"ab🦀\", by: char }", "data: a\n\ndata: b\n\ndata: 🦀\n\n")]
    [InlineData("tokens: { text: abcdef, by: 4 }", "data: abcd\n\ndata: ef\n\n")]
    [InlineData("base64: ZGF0YTo=", "data:")]
    public void Plain_events(string step, string body) => Body("protocol: sse", step).Should().Be(body);

    private static string Body(string keys, string step) => Yaml.Load($"{keys}\nsteps: [ {{ {step} }} ]").Plan().Body();

    private static string Chunk(string delta, string finish) => $"data: {{{Head},\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finish}}}]}}\n\n";
}
