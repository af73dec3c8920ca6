using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What is wrong whatever a case asks, and what is nobody's fault but ours.</summary>
public sealed class AlwaysTests
{
    private static readonly BoundCase Complete = Given.Case(new() { Outcome = Outcome.Complete });
    private static readonly JournalEntry[] Retried = [Given.Entry(1, 0), Given.Entry(2, 100)];

    [Fact]
    public void Text_twice_without_an_announced_restart_fails_where_no_case_asks()
    {
        var twice = Given.Run([Token(5, "Edge"), Token(110, "Edge"), Token(111, "Quake")], journal: Retried);
        var verdict = Judge.Decide(Complete, [twice]);
        verdict.Status.Should().Be(VerdictStatus.Failed);
        verdict.Findings[0].Harm.Should().Be(Harm.Text);
    }

    [Fact]
    public void An_announced_restart_begins_text_again()
    {
        TranscriptItem[] items = [Token(5, "Edge"), new TranscriptItem.Restart(Given.Ms(99), 2), Token(110, "Edge"), Token(111, "Quake")];
        var bound = Given.Case(new() { Text = "EdgeQuake" });
        Judge.Decide(bound, [Given.Run(items, journal: Retried)]).Status.Should().Be(VerdictStatus.Passed);
        TranscriptItem[] late = [Token(5, "Edge"), Token(110, "Edge"), new TranscriptItem.Restart(Given.Ms(120), 2), Token(130, "EdgeQuake")];
        Judge.Decide(bound, [Given.Run(late, journal: Retried)]).Status.Should().Be(VerdictStatus.Failed, "it was shown twice before the announcement");
    }

    [Fact]
    public void A_client_that_holds_the_right_text_but_showed_it_twice_fails()
    {
        var run = Given.Run([Token(5, "Edge"), Token(110, "EdgeQuake")], Given.End(text: "EdgeQuake"), Retried);
        Judge.Decide(Given.Case(new() { Text = "EdgeQuake" }), [run]).Status.Should().Be(VerdictStatus.Failed);
    }

    [Fact]
    public void A_hang_fails_by_a_clock_and_says_so()
    {
        var run = Given.Run() with { Transcript = new([], null, Hung: true) };
        var verdict = Judge.Decide(Complete, [run]);
        verdict.Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Harm == Harm.Hang && f.Timing);
        Judge.TimingOnly(Complete, [run, Given.Run()]).Should().Equal(run);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("X-API-Key")]
    [InlineData("api-key")]
    [InlineData("cookie")]
    public void A_secret_in_a_message_is_a_leak(string header)
    {
        var client = ClientSpec.Default with { Headers = [new(header, "Bearer sk-12345")] };
        var bound = Given.Case(new() { Outcome = Outcome.Failed }, client);
        var leak = Given.Run(end: Given.End(Outcome.Failed, FailureKind.Http, message: "401 for key sk-12345"));
        Judge.Decide(bound, [leak]).Findings.Should().ContainSingle(f => f.Harm == Harm.Leak);
        Judge.Decide(bound, [Given.Run(end: Given.End(Outcome.Failed, FailureKind.Http, message: "401 Unauthorized"))]).Status.Should().Be(VerdictStatus.Passed);
    }

    [Fact]
    public void Nothing_passes_without_a_request()
    {
        var verdict = Judge.Decide(Complete, [Given.Run(journal: [])]);
        verdict.Status.Should().Be(VerdictStatus.Broken);
        verdict.Reason.Should().Contain("never sent a request").And.Contain("/query/stream");
        Judge.TimingOnly(Complete, [Given.Run(journal: [])]).Should().BeEmpty("a client that says complete and sent nothing is an adapter's mistake");
        Judge.TimingOnly(Complete, [Given.Run(end: Given.End(Outcome.Failed, FailureKind.Timeout), journal: [])]).Should().ContainSingle("its clock may have fired first");
        var refused = Given.Case(new() { Outcome = Outcome.Failed }, attempts: Given.Answer(200, OpenFault.Refuse));
        Judge.Decide(refused, [Given.Run(end: Given.End(Outcome.Failed, FailureKind.Network), journal: [])]).Status.Should().Be(VerdictStatus.Passed);
    }

    [Fact]
    public void An_unknown_route_is_broken_and_a_requirement_unmet_is_failed()
    {
        Judge.Decide(Complete, [Given.Run(journal: [Given.Entry(1, 0, ["unmatched GET /v2/ask; known routes: GET /query/stream"])])])
            .Should().Match<Verdict>(v => v.Status == VerdictStatus.Broken && v.Reason == "your client asked for GET /v2/ask; known routes: GET /query/stream");
        Judge.Decide(Complete, [Given.Run(journal: [Given.Entry(1, 0, ["unmet: header last-event-id is absent, 2 required"])])])
            .Should().Match<Verdict>(v => v.Status == VerdictStatus.Failed && v.Reason!.Contains("last-event-id"));
    }

    [Fact]
    public void A_redirect_followed_to_a_wrong_address_is_the_clients_failure()
    {
        var to = new HttpField("Location", "?moved=1");
        var redirected = Given.Case(new() { Outcome = Outcome.Complete }, attempts: [Given.Answer(307) with { Headers = [to] }, Given.Answer(200)]);
        var lost = Given.Entry(2, 20, ["unmatched GET /query/; known routes: GET /query/stream"], facts: Given.Request with { Path = "/query/", Target = "/query/?moved=1" }) with { Exchange = -1, Attempt = 0 };
        Judge.Decide(redirected, [Given.Run(journal: [Given.Entry(1, 0), lost], end: Given.End(Outcome.Failed, FailureKind.Http))])
            .Should().Match<Verdict>(v => v.Status == VerdictStatus.Failed)
            .And.Subject.As<Verdict>().Findings.Should().Contain(f => f.Key == "location" && f.Expected.Contains("?moved=1") && f.Actual == "GET /query/?moved=1");
        Judge.Decide(redirected, [Given.Run(journal: [Given.Entry(1, 0), lost])]).Status.Should().Be(VerdictStatus.Failed, "also where it says that all is well");
        Judge.Decide(redirected, [Given.Run(journal: [lost])]).Status.Should().Be(VerdictStatus.Broken, "nothing had sent it there");
        var answered = Given.Case(new() { Outcome = Outcome.Complete }, attempts: [Given.Answer(503) with { Headers = [to] }, Given.Answer(200)]);
        Judge.Decide(answered, [Given.Run(journal: [Given.Entry(1, 0), lost])]).Status.Should().Be(VerdictStatus.Broken, "503 is no redirect");
        var nowhere = Given.Case(new() { Outcome = Outcome.Complete }, attempts: [Given.Answer(307), Given.Answer(200)]);
        Judge.Decide(nowhere, [Given.Run(journal: [Given.Entry(1, 0), lost])]).Status.Should().Be(VerdictStatus.Broken, "it was told of no place");
    }

    [Fact]
    public void A_fault_that_was_not_delivered_is_ours()
    {
        var run = Given.Run(journal: [Given.Entry(1, 0, done: "fin", asked: "reset")]);
        Judge.Decide(Complete, [run]).Status.Should().Be(VerdictStatus.Broken);
        Judge.TimingOnly(Complete, [run]).Should().BeEmpty("it would not be delivered the second time either");
        Judge.Decide(Complete, [Given.Run(journal: [Given.Entry(1, 0, done: "peer-closed", asked: "reset")])]).Status.Should().Be(VerdictStatus.Passed);
    }

    [Fact]
    public void What_a_busy_machine_did_to_the_server_or_to_a_hung_run_is_asked_again()
    {
        var stopped = Given.Run(journal: [Given.Entry(1, 0, done: "server-stopped")]);
        Judge.Decide(Complete, [stopped]).Status.Should().Be(VerdictStatus.Broken);
        Judge.TimingOnly(Complete, [stopped]).Should().Equal(stopped);
        var twice = Given.Case(new() { Outcome = Outcome.Complete, Server = new(new CountRange(2, 2), [], new Dictionary<string, string?>(), false, null) });
        var hung = Given.Run() with { Transcript = new([], null, Hung: true) };
        Judge.Decide(twice, [hung]).Findings.Should().Contain(f => !f.Timing, "the second request is missing too");
        Judge.TimingOnly(twice, [hung]).Should().Equal(hung);
    }

    [Fact]
    public void The_adapters_own_words_are_kept_apart_from_the_clients_failures()
    {
        Judge.Decide(Complete, [Given.Run() with { Transcript = new([], null, Skipped: "no cancel here") }])
            .Should().Match<Verdict>(v => v.Status == VerdictStatus.Skipped && v.Reason!.Contains("no cancel here"));
        Judge.Decide(Complete, [Given.Run() with { Transcript = new([], null, Errored: "TypeError: x\n at y") }])
            .Should().Match<Verdict>(v => v.Status == VerdictStatus.Broken && v.Reason == "the adapter broke: TypeError: x");
        Judge.Decide(Complete, [Given.Run() with { Transcript = new([], null) }]).Status.Should().Be(VerdictStatus.Broken);
        Judge.Decide(Complete, []).Status.Should().Be(VerdictStatus.Broken);
    }

    [Fact]
    public void Transport_retries_are_no_attempts_and_are_told()
    {
        var bound = Given.Case(new() { Outcome = Outcome.Complete, Attempts = new(1, 1) });
        var verdict = Judge.Decide(bound, [Given.Run(journal: [Given.Entry(1, 0), Given.Entry(1, 3, again: true)])]);
        verdict.Status.Should().Be(VerdictStatus.Passed);
        verdict.Observed.Should().Contain(o => o.Contains("transport repeated 1 request"));
    }

    private static TranscriptItem.Token Token(double at, string text) => new(Given.Ms(at), text);
}
