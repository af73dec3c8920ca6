using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What the reference client makes of one answer: text kept, outcome and kind told apart.</summary>
public sealed class AnswerStreamTests
{
    private const string Edge = "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n";
    private const string Quake = "data: {\"chunk\":\"Quake\",\"type\":\"token\"}\n\n";
    private const string Done = "data: {\"type\":\"done\"}\n\n";
    private static readonly object s_reset = ScriptedAnswer.Reset;

    private static readonly Dictionary<string, (ScriptedAnswer Answer, string Expected)> s_ends = new()
    {
        ["done"] = (ScriptedAnswer.Stream(Edge, Quake, Done), "complete/ EdgeQuake"),
        ["in one read"] = (ScriptedAnswer.Stream(Edge + Quake + Done), "complete/ EdgeQuake"),
        ["nothing after done"] = (ScriptedAnswer.Stream(Edge + Done + Quake), "complete/ Edge"),
        ["done, then a reset"] = (ScriptedAnswer.Stream(Edge, Done, s_reset), "complete/ Edge"),
        ["no done"] = (ScriptedAnswer.Stream(Edge, Quake), "incomplete/ EdgeQuake"),
        ["unfinished done"] = (ScriptedAnswer.Stream(Edge, Done[..^1]), "incomplete/ Edge"),
        ["empty"] = (ScriptedAnswer.Stream(), "incomplete/ "),
        ["reset"] = (ScriptedAnswer.Stream(Edge, "data: {\"chu", s_reset), "failed/network Edge"),
        ["error frame"] = (ScriptedAnswer.Stream(Edge, "data: {\"type\":\"error\",\"message\":\"boom\",\"code\":\"STREAM_ERROR\"}\n\n", Quake), "failed/server Edge"),
        ["malformed"] = (ScriptedAnswer.Stream(Edge, "data: {\"chunk\":\n\n", Quake, Done), "failed/protocol Edge"),
        ["plain text"] = (ScriptedAnswer.Stream(Edge, "data: 42\n\n", Done), "complete/ Edge42"),
        ["html"] = (new ScriptedAnswer(200, "text/html", "<p>Log in</p>"), "failed/protocol "),
        ["type with parameters"] = (new ScriptedAnswer(200, "Text/Event-Stream; charset=x;", Edge, Done), "complete/ Edge"),
        ["no type"] = (new ScriptedAnswer(200, null, Edge, Done), "complete/ Edge"),
        ["json error at 200"] = (ScriptedAnswer.Json(200, """{"error":{"message":"boom","code":"c"}}"""), "failed/server "),
        ["json answer"] = (ScriptedAnswer.Json(200, """{"answer":"Edge\ud83dQuake"}"""), "complete/ Edge\uFFFDQuake"),
        ["json of neither"] = (ScriptedAnswer.Json(200, "{}"), "failed/protocol "),
        ["status"] = (ScriptedAnswer.Json(404, """{"code":"NOT_FOUND","message":"no"}"""), "failed/http "),
        ["redirect to nowhere"] = (new ScriptedAnswer(302, null, "x"), "failed/protocol "),
        ["stream under an error status"] = (new ScriptedAnswer(403, "text/event-stream", Edge, Done), "failed/http "),
    };

    public static TheoryData<string> Ends => [.. s_ends.Keys];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task One_answer(string about)
    {
        var (answer, expected) = s_ends[about];
        var asking = new Asking { Options = new([], 0, null, null, false, true) };
        var end = await asking.AnswerAsync(new Scripted(answer));
        Said(end).Should().Be(expected, about);
        string.Concat(asking.Items.OfType<TranscriptItem.Token>().Select(t => t.Text)).Should().Be(end.Text);
        end.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task Everything_of_an_answer_is_told_in_order()
    {
        var asking = new Asking("edgequake.query");
        await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream(
            ": keep-alive\n\ndata: {\"type\":\"context\",\"sources\":[{\"id\":\"a\"},{\"id\":\"b\"}]}\n\n", "data: {\"type\":\"thinking\",\"content\":\"Hm\"}\n\n",
            "data: {\"type\":\"token\",\"content\":\"Edge\"}\n\n", "data: {\"type\":\"title_update\"}\n\n", "data: {\"type\":\"done\",\"stats\":{\"n\":1}}\n\n")));
        asking.Told.Should().Be("source:a source:b thinking:Hm \"Edge\" usage:{\"n\":1}");
        asking.Items.OfType<TranscriptItem.Comment>().Should().ContainSingle().Which.Text.Should().Be("keep-alive");
    }

    [Fact]
    public async Task OpenAi_keeps_choices_apart_and_needs_every_finish()
    {
        var asking = new Asking("openai.chat");
        var end = await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream(
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},{\"index\":1,\"delta\":{\"content\":\"b\"}}]}\n\n",
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")));
        Said(end).Should().Be("incomplete/ a");
        asking.Told.Should().Be("\"a\" finish:stop");
    }

    [Fact]
    public async Task Skips_malformed_frames_when_that_is_declared()
    {
        var asking = new Asking { Policy = ReferenceClients.Restarting.Facts.Policy };
        Said(await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream(Edge, "data: {bad\n\n", Quake, Done)))).Should().Be("complete/ EdgeQuake");
        asking.Told.Should().Be("\"Edge\" malformed:{bad \"Quake\"");
    }

    [Theory]
    [InlineData("""{"error":"unauthorized","message":"Authentication required"}""", "unauthorized", "Authentication required")]
    [InlineData("""{"error":"rate_limit_exceeded","message":"Too many","retry_after_seconds":12}""", "rate_limit_exceeded", "Too many")]
    [InlineData("""{"type":"https://x/y","title":"Bad","status":400,"code":"BAD_REQUEST","message":"no query"}""", "BAD_REQUEST", "no query")]
    [InlineData("""{"error":{"message":"boom","type":"invalid_request_error","code":null}}""", "invalid_request_error", "boom")]
    [InlineData("plain words", null, "plain words")]
    [InlineData("", null, "status 400")]
    public async Task Error_bodies_say_code_and_message(string body, string? code, string message)
    {
        var end = await new Asking().AnswerAsync(new Scripted(ScriptedAnswer.Json(400, body)));
        (end.Status, end.Code, end.Message).Should().Be((400, code, message));
    }

    [Fact]
    public async Task A_key_never_stands_in_a_message()
    {
        var asking = new Asking { Options = new([new("Authorization", "Bearer sk-12345"), new("X-API-Key", "k-678")], 0, null, null, false, true) };
        var scripted = new Scripted(ScriptedAnswer.Json(401, """{"message":"bad key k-678 or sk-12345"}"""));
        (await asking.AnswerAsync(scripted)).Message.Should().Be("bad key *** or ***");
        scripted.Headers[0].Should().Contain("Authorization", "Bearer sk-12345").And.Contain("X-API-Key", "k-678");
    }

    private static string Said(TranscriptEnd end) => $"{Words.Of(end.Outcome)}/{(end.Kind is { } k ? Words.Of(k) : "")} {end.Text}";
}
