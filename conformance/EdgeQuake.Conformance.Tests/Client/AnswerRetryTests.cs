using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Trying again: when, how often, how long after, and never unannounced.</summary>
public sealed class AnswerRetryTests
{
    private const string Edge = "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n";
    private const string Quake = "data: {\"chunk\":\"Quake\",\"type\":\"token\"}\n\n";
    private const string Done = "data: {\"type\":\"done\"}\n\n";
    private static readonly ScriptedAnswer s_busy = ScriptedAnswer.Json(503, """{"error":"overloaded"}""");

    [Fact]
    public async Task Before_the_first_token_it_asks_again()
    {
        var asking = new Asking();
        var end = await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream(": ready\n\n", ScriptedAnswer.Reset), s_busy, ScriptedAnswer.Stream(Edge, Done)));
        (end.Outcome, end.Text, end.Attempts).Should().Be((Outcome.Complete, "Edge", 3));
        asking.Told.Should().Be("\"Edge\"");
    }

    [Theory]
    [InlineData(503, 3)]
    [InlineData(429, 3)]
    [InlineData(408, 3)]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(422, 1)]
    public async Task A_status_is_retried_as_declared(int status, int requests)
    {
        var scripted = new Scripted(ScriptedAnswer.Json(status, "{}"));
        var end = await new Asking().AnswerAsync(scripted);
        (end.Outcome, end.Kind, end.Status, end.Attempts).Should().Be((Outcome.Failed, FailureKind.Http, status, requests));
        scripted.Asked.Should().HaveCount(requests);
    }

    [Theory]
    [InlineData("edgequake.query", 3)]
    [InlineData("edgequake.chat", 1)]
    public async Task A_message_that_the_server_stores_is_not_sent_again_once_it_was_accepted(string api, int requests)
    {
        var scripted = new Scripted(ScriptedAnswer.Stream(": ready\n\n", ScriptedAnswer.Reset));
        await new Asking(api).AnswerAsync(scripted);
        scripted.Asked.Should().HaveCount(requests);
    }

    [Fact]
    public async Task A_message_that_was_refused_is()
    {
        var scripted = new Scripted(s_busy);
        await new Asking("edgequake.chat").AnswerAsync(scripted);
        scripted.Asked.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(0, false, 1)]
    [InlineData(3, false, 4)]
    [InlineData(3, true, 3)]
    public async Task The_budget_is_exact(int retries, bool countsFirst, int requests)
    {
        var scripted = new Scripted(s_busy);
        var asking = new Asking { Options = new([], retries, null, null, false, true) };
        await new Asking { Options = asking.Options, Policy = asking.Policy with { CountsFirst = countsFirst } }.AnswerAsync(scripted);
        scripted.Asked.Should().HaveCount(requests);
    }

    [Fact]
    public async Task After_the_first_token_it_fails_with_the_text_kept()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream(Edge, ScriptedAnswer.Reset), ScriptedAnswer.Stream(Edge, Quake, Done));
        var end = await new Asking().AnswerAsync(scripted);
        (end.Outcome, end.Kind, end.Text, end.Attempts).Should().Be((Outcome.Failed, FailureKind.Network, "Edge", 1));
    }

    [Fact]
    public async Task Or_announces_the_restart_when_that_is_declared()
    {
        var asking = new Asking { Policy = new Asking().Policy with { AfterFirstToken = "restart" } };
        var end = await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream(Edge, ScriptedAnswer.Reset), ScriptedAnswer.Stream(Edge, Quake, Done)));
        (end.Outcome, end.Text, end.Attempts).Should().Be((Outcome.Complete, "EdgeQuake", 2));
        asking.Told.Should().Be("\"Edge\" restart:2 \"Edge\" \"Quake\"");
    }

    [Fact]
    public async Task Retry_after_is_a_lower_bound()
    {
        var scripted = new Scripted(
            s_busy with { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }, ScriptedAnswer.Stream(Done));
        await new Asking().AnswerAsync(scripted);
        (scripted.At[1] - scripted.At[0]).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("5x")]
    [InlineData("-5")]
    [InlineData("²")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_retry_after_that_says_nothing_is_no_obstacle(string value)
    {
        var scripted = new Scripted(
            s_busy with { Headers = new Dictionary<string, string> { ["Retry-After"] = value } }, ScriptedAnswer.Stream(Done));
        (await new Asking().AnswerAsync(scripted)).Outcome.Should().Be(Outcome.Complete);
    }

    [Fact]
    public async Task More_patience_than_a_minute_is_not_given()
    {
        var scripted = new Scripted(s_busy with { Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });
        (await new Asking().AnswerAsync(scripted)).Status.Should().Be(503);
        scripted.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task A_post_is_sent_again_only_when_declared_and_then_unchanged()
    {
        var scripted = new Scripted(ScriptedAnswer.Refused, ScriptedAnswer.Stream("data: [DONE]\n\n"));
        await new Asking("openai.chat").AnswerAsync(scripted);
        scripted.Bodies.Should().HaveCount(2).And.OnlyContain(b => b == scripted.Bodies[0]);
        var once = new Scripted(ScriptedAnswer.Refused);
        await new Asking("openai.chat") { Policy = new Asking().Policy with { RetryPost = false } }.AnswerAsync(once);
        once.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Falls_back_to_the_whole_answer()
    {
        var asking = new Asking { FallBack = true };
        var scripted = new Scripted(s_busy, s_busy, s_busy, ScriptedAnswer.Json(200, """{"answer":"EdgeQuake is fast"}"""));
        var end = await asking.AnswerAsync(scripted);
        (end.Outcome, end.Text, end.Attempts).Should().Be((Outcome.Complete, "EdgeQuake is fast", 4));
        scripted.Asked[^1].Should().Be("POST /query");
    }

    [Fact]
    public async Task Falls_back_after_a_cut_and_shows_nothing_twice_unannounced()
    {
        var asking = new Asking { FallBack = true };
        var end = await asking.AnswerAsync(new Scripted(ScriptedAnswer.Stream(Edge, ScriptedAnswer.Reset), ScriptedAnswer.Json(200, """{"answer":"All"}""")));
        (end.Outcome, end.Text).Should().Be((Outcome.Complete, "All"));
        asking.Told.Should().Be("\"Edge\" restart:2 \"All\"");
    }

    [Fact]
    public void Backoff_grows_to_its_cap_within_its_jitter()
    {
        var policy = ReferenceClients.Answer.Facts.Policy;
        for (ulong seed = 0; seed < 50; seed++)
        {
            var waits = Enumerable.Range(1, 8).Select(n => new RetryRule(policy, 8, seed).Backoff(n).TotalMilliseconds).ToArray();
            for (var n = 0; n < 8; n++)
                waits[n].Should().BeInRange(Math.Min(2000, 50 << n) * 0.75, Math.Min(2000, 50 << n) * 1.25);
        }

        Enumerable.Range(0, 20).Select(s => new RetryRule(policy, 8, (ulong)s).Backoff(1)).Distinct().Should().HaveCountGreaterThan(15);
    }
}
