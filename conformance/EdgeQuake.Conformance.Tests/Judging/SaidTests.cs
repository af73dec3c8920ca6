using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What a verdict says beside its status: numbers, words and places that people act on.</summary>
public sealed class SaidTests
{
    private static readonly JournalEntry[] Two = [Given.Entry(1, 0), Given.Entry(2, 1510)];

    [Fact]
    public void What_passed_has_no_reason_and_what_ran_has_its_time()
    {
        var passed = Judge.Decide(Given.Case(new() { Outcome = Outcome.Complete }), [Given.Run(), Given.Run()]);
        (passed.Reason, passed.Took).Should().Be((null, Given.Ms(1800)), "each run took from its first request to the client's end");
        Judge.Decide(Given.Case(new() { Outcome = Outcome.Failed }), [Given.Run()]).Reason.Should().NotBeNull();
    }

    [Theory]
    [InlineData(0.4, "0.4 ms")]
    [InlineData(999.96, "1000 ms")]
    [InlineData(1000, "1 s")]
    [InlineData(1510, "1.51 s")]
    public void Times_are_ms_below_a_second_and_s_from_there(double ms, string said) => ServerWitness.Seconds(Given.Ms(ms)).Should().Be(said);

    [Fact]
    public void Who_failed_in_every_cell_is_told_so_and_who_has_but_one_is_not()
    {
        var bound = Given.Case(new() { Text = "ab" });
        Run In(WriteKind kind) => Given.Run(Given.Tokens("a"), cell: new(new(kind)));
        Judge.Decide(bound, [In(WriteKind.Whole), In(WriteKind.Byte)]).Reason.Should().EndWith("(in [write=whole]; all 2 cells)");
        Judge.Decide(bound, [In(WriteKind.Whole)]).Reason.Should().EndWith("(in [write=whole])");
    }

    [Fact]
    public void A_wait_that_is_too_short_may_be_the_machines_and_a_missing_request_is_not()
    {
        var bound = Given.Case(new() { Server = Given.Server(gaps: [Given.Ms(2000)]) });
        var late = Judge.Decide(bound, [Given.Run(journal: Two)]).Findings.Should().ContainSingle().Subject;
        (late.Timing, late.Expected, late.Actual).Should().Be((true, ">= 2 s before attempt 2", "1.5 s"));
        var none = Judge.Decide(bound, [Given.Run()]).Findings.Should().ContainSingle().Subject;
        (none.Timing, none.Expected, none.Actual).Should().Be((false, "2 requests", "1"));
    }

    [Theory]
    [InlineData(BackoffRule.Base, ">= 37.5 ms before attempt 2, by the declared base 50 ms less jitter 0.25")]
    [InlineData(BackoffRule.Growth, ">= 37.5 ms before attempt 2, by the declared base 50 ms and factor 2 less jitter 0.25")]
    public void A_backoff_names_the_clients_own_words(BackoffRule rule, string expected)
    {
        var client = Given.Client with { Policy = new(Base: Given.Ms(50), Factor: 2, Jitter: 0.25) };
        var bound = Given.Case(new() { Server = Given.Server(backoff: rule) });
        Judge.Decide(bound, [Given.Run(client: client, journal: [Given.Entry(1, 0), Given.Entry(2, 12)])]).Findings.Should().ContainSingle().Which.Expected.Should().Be(expected);
    }

    [Fact]
    public void A_pause_is_any_where_the_client_declares_none()
    {
        var bound = Given.Case(new() { Server = Given.Server(backoff: BackoffRule.Pause) });
        Judge.Decide(bound, [Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 12)])]).Findings.Should().ContainSingle().Which.Expected.Should().Be(">= 25 ms before attempt 2, any pause at all");
    }

    [Fact]
    public void Without_an_end_a_wait_counts_from_the_last_write_else_from_the_head()
    {
        var bound = Given.Case(new() { Server = Given.Server(gaps: [Given.Ms(100)]) });
        var open = Given.Entry(1, 0) with { End = null };
        var wrote = open with { Writes = [new(Given.Ms(1), Given.Ms(2), 3, 1, false), new(Given.Ms(40), Given.Ms(60), 3, 1, false)] };
        Judge.Decide(bound, [Given.Run(journal: [open, Given.Entry(2, 110)])]).Status.Should().Be(VerdictStatus.Passed, "109 ms after the head");
        Judge.Decide(bound, [Given.Run(journal: [wrote, Given.Entry(2, 110)])]).Findings.Should().ContainSingle().Which.Actual.Should().Be("50 ms");
    }

    [Theory]
    [InlineData(1, "the transport repeated 1 request by itself")]
    [InlineData(2, "the transport repeated 2 requests by itself")]
    public void What_the_transport_repeated_is_counted(int repeated, string said)
    {
        var journal = new[] { Given.Entry(1, 0) }.Concat(Enumerable.Range(2, repeated).Select(n => Given.Entry(n, n, again: true)));
        Judge.Decide(Given.Case(new() { Outcome = Outcome.Complete }), [Given.Run(journal: [.. journal])]).Observed.Should().Contain(said);
    }

    [Fact]
    public void The_second_event_is_the_second()
    {
        var bound = Given.Case(new() { Events = [new(null, "a", null), new("ping", "b", "1")] }, api: "raw");
        string Expected(params (string? Type, string Data, string? Id)[] events) => Judge.Decide(bound, [Given.Run(Given.Events(events))]).Findings[0].Expected;
        Expected((null, "a", null), ("pong", "b", "1")).Should().Be("event 2 of type \"ping\"");
        Expected((null, "a", null), ("ping", "c", "1")).Should().StartWith("event 2 with data");
        Expected((null, "a", null), ("ping", "b", "2")).Should().Be("event 2 with id \"1\"");
    }

    [Fact]
    public void Where_an_inner_expectation_is_silent_the_outer_one_stands()
    {
        var outer = new Expectation { Texts = 1, Server = Given.Server(requests: new(1, 1), sameBody: true) };
        var inner = new Expectation { Tokens = 2, Server = Given.Server(requests: new(2, 2), closedBy: "client") };
        var both = Resolution.Merge(outer, inner);
        (both.Texts, both.Tokens).Should().Be((1, 2));
        both.Server.Should().Be(Given.Server(requests: new(2, 2), sameBody: true, closedBy: "client") with { Gaps = both.Server!.Gaps, Header = both.Server.Header });
        Resolution.Merge(inner, outer with { Server = null }).Server.Should().Be(inner.Server);
        Resolution.Merge(outer, new Expectation { Texts = 3 }).Texts.Should().Be(3);
    }

    [Fact]
    public void Each_kind_of_text_is_kept_whole_up_to_the_limit()
    {
        var text = new string('x', Evidence.MostText);
        TranscriptItem[] items = [new TranscriptItem.Token(default, text), new TranscriptItem.Comment(default, text), new TranscriptItem.Malformed(default, text), new TranscriptItem.Event(default, null, text, null)];
        foreach (var item in items)
            Evidence.Of(Given.Run([item])).Transcript.Items.Should().Equal(item);
        TranscriptItem[] longer = [new TranscriptItem.Token(default, text + "y"), new TranscriptItem.Comment(default, text + "y"), new TranscriptItem.Malformed(default, text + "y"), new TranscriptItem.Event(default, null, text + "y", null)];
        foreach (var item in longer)
            Evidence.Of(Given.Run([item])).Transcript.Items.Should().NotEqual([item]);
    }
}
