using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Requests in the words of each api.</summary>
public sealed class QuestionTests
{
    private const string Request = """{"query":"What is RAG & why?","mode":"hybrid","top_k":10}""";

    [Fact]
    public async Task Documented_asks_by_get_with_every_member_in_the_query()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream("data: {\"type\":\"done\"}\n\n"));
        await new Asking { Request = Request }.AnswerAsync(scripted);
        scripted.Asked.Should().Equal("GET /query/stream?query=What%20is%20RAG%20%26%20why%3F&mode=hybrid&top_k=10");
        scripted.Headers[0].Should().Contain("Accept", "text/event-stream");
    }

    [Fact]
    public async Task The_server_is_asked_by_post()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream("data: {\"type\":\"done\"}\n\n"));
        await new Asking("edgequake.query") { Request = Request }.AnswerAsync(scripted);
        scripted.Asked.Should().Equal("POST /api/v1/query/stream");
        scripted.Bodies[0].Should().Be("""{"query":"What is RAG \u0026 why?","mode":"hybrid","top_k":10}""");
        scripted.Headers[0].Should().Contain("Content-Type", "application/json");
    }

    [Fact]
    public async Task V1_is_read_as_text_when_it_is_asked_for()
    {
        var asking = new Asking("edgequake.query") { Request = """{"query":"x","stream_format":"v1"}""" };
        var end = await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream("data: Edge\n\ndata:  {Quake\n\n")));
        (end.Outcome, end.Text).Should().Be((Outcome.Complete, "Edge {Quake"));
    }

    [Fact]
    public async Task Chat_turns_the_query_into_a_message()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream("data: [DONE]\n\n"));
        await new Asking("openai.chat") { Request = """{"query":"hi","temperature":0}""" }.AnswerAsync(scripted);
        scripted.Bodies[0].Should().Be("""{"temperature":0,"model":"edgequake","messages":[{"role":"user","content":"hi"}],"stream":true}""");
    }

    [Fact]
    public async Task A_second_turn_carries_the_whole_conversation()
    {
        var scripted = new Scripted(
            ScriptedAnswer.Stream("data: {\"choices\":[{\"delta\":{\"content\":\"Edge\"}}]}\n\n", "data: {\"choices\":[{\"delta\":{\"content\":\"Quake\"}}]}\n\ndata: [DONE]\n\n"),
            ScriptedAnswer.Stream("data: {\"choices\":[{\"delta\":{\"content\":\"Yes\"}}]}\n\ndata: [DONE]\n\n"));
        var asking = new Asking("openai.chat") { Request = """{"messages":[{"role":"system","content":"s"}]}""", Turns = ["one", "two"] };
        var end = await asking.AnswerAsync(scripted);
        end.Text.Should().Be("Yes");
        scripted.Bodies[1].Should().Contain(
            """[{"role":"system","content":"s"},{"role":"user","content":"one"},{"role":"assistant","content":"EdgeQuake"},{"role":"user","content":"two"}]""");
        asking.Told.Should().NotContain("restart");
    }

    [Theory]
    [InlineData("openai.responses", "POST /v1/responses", """{"model":"edgequake","input":[{"role":"user","content":"hi"}],"stream":true}""")]
    [InlineData("anthropic.messages", "POST /v1/messages", """{"model":"edgequake","messages":[{"role":"user","content":"hi"}],"stream":true,"max_tokens":1024}""")]
    [InlineData("ollama.chat", "POST /api/chat", """{"model":"edgequake","messages":[{"role":"user","content":"hi"}],"stream":true}""")]
    [InlineData("edgequake.chat", "POST /api/v1/chat/completions/stream", """{"message":"hi","stream":true}""")]
    public async Task Each_api_is_asked_in_its_own_words(string api, string asked, string body)
    {
        var scripted = new Scripted(ScriptedAnswer.Stream(""));
        await new Asking(api) { Request = """{"query":"hi"}""" }.AnswerAsync(scripted);
        (scripted.Asked[0], scripted.Bodies[0]).Should().Be((asked, body));
    }

    [Fact]
    public async Task A_chats_second_turn_names_the_conversation_that_the_server_opened()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream(
            """data: {"type":"conversation","conversation_id":"c7"}""" + "\n\n", """data: {"type":"token","content":"x"}""" + "\n\n", "data: {\"type\":\"done\"}\n\n"));
        await new Asking("edgequake.chat") { Turns = ["one", "two"] }.AnswerAsync(scripted);
        scripted.Bodies.Should().Equal("""{"message":"one","stream":true}""", """{"message":"two","stream":true,"conversation_id":"c7"}""");
        Guid.TryParse(scripted.Headers[0]["X-Tenant-ID"], out _).Should().BeTrue();
    }
}
