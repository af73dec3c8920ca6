using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Clocks and cancel: what is reported, and that the connection is let go of at once.</summary>
public sealed class AnswerStopTests
{
    private const string Edge = "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n";
    private const string Done = "data: {\"type\":\"done\"}\n\n";
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task Silence_longer_than_the_idle_limit_is_a_timeout()
    {
        var answer = ScriptedAnswer.Stream(Edge, ": keep-alive\n\n", ScriptedAnswer.Hang);
        var before = Clock.Real.Now;
        var end = await new Asking { Options = Idle(s_idle) }.AnswerAsync(new Scripted(answer));
        (end.Outcome, end.Kind, end.Text).Should().Be((Outcome.Failed, FailureKind.Timeout, "Edge"));
        (Clock.Real.Now - before).Should().BeGreaterThanOrEqualTo(s_idle);
        answer.Body!.Cancelled.Should().BeTrue();
    }

    [Fact]
    public async Task Any_byte_restarts_the_idle_clock()
    {
        var keepAlive = Enumerable.Repeat<object[]>([TimeSpan.FromMilliseconds(100), ": keep-alive\n\n"], 6).SelectMany(s => s);
        var end = await new Asking { Options = Idle(TimeSpan.FromMilliseconds(400)) }.AnswerAsync(new Scripted(ScriptedAnswer.Stream([Edge, .. keepAlive, Done])));
        end.Outcome.Should().Be(Outcome.Complete);
    }

    [Fact]
    public async Task A_head_that_does_not_come_is_a_timeout_too()
    {
        var end = await new Asking { Options = Idle(s_idle) }.AnswerAsync(new Scripted(ScriptedAnswer.Silent));
        (end.Outcome, end.Kind, end.Attempts).Should().Be((Outcome.Failed, FailureKind.Timeout, 1));
    }

    [Fact]
    public async Task The_overall_limit_ends_a_healthy_stream()
    {
        var tokens = Enumerable.Repeat<object[]>([TimeSpan.FromMilliseconds(20), Edge], 200).SelectMany(s => s);
        var end = await new Asking { Options = new([], 0, null, s_idle, false, true) }.AnswerAsync(new Scripted(ScriptedAnswer.Stream(tokens)));
        (end.Outcome, end.Kind).Should().Be((Outcome.Failed, FailureKind.Timeout));
        end.Text.Should().StartWith("Edge");
    }

    [Theory]
    [InlineData(CancelMoment.Token)]
    [InlineData(CancelMoment.Stall)]
    [InlineData(CancelMoment.Headers)]
    [InlineData(CancelMoment.After)]
    public async Task Cancel_keeps_the_text_and_closes_the_connection(CancelMoment moment)
    {
        var answer = ScriptedAnswer.Stream(Edge + Edge, Edge, ScriptedAnswer.Hang, Edge);
        var asking = new Asking { Cancel = new(moment, 2, TimeSpan.FromMilliseconds(60)) };
        var scripted = new Scripted(answer);
        var end = await asking.AnswerAsync(scripted);
        (end.Outcome, end.Kind).Should().Be((Outcome.Cancelled, null));
        end.Text.Should().Be(moment switch { CancelMoment.Headers => "", CancelMoment.Token => "EdgeEdge", _ => "EdgeEdgeEdge" });
        answer.Body!.Cancelled.Should().BeTrue("a read that waits was cancelled, which closes the connection");
        scripted.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Cancel_while_waiting_for_the_head()
    {
        var end = await new Asking { Cancel = new(CancelMoment.BeforeHeaders) }.AnswerAsync(new Scripted(ScriptedAnswer.Silent));
        (end.Outcome, end.Attempts).Should().Be((Outcome.Cancelled, 1));
    }

    [Fact]
    public async Task Cancel_while_waiting_to_try_again_sends_nothing_more()
    {
        var scripted = new Scripted(ScriptedAnswer.Json(503, "{}"));
        var asking = new Asking { Cancel = new(CancelMoment.Backoff), Policy = new Asking().Policy with { Base = TimeSpan.FromSeconds(20) } };
        (await asking.AnswerAsync(scripted)).Outcome.Should().Be(Outcome.Cancelled);
        scripted.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task The_harness_can_stop_it_at_any_time()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        (await new Asking { Stop = stop.Token }.AnswerAsync(new Scripted(ScriptedAnswer.Stream(Edge, ScriptedAnswer.Hang)))).Outcome.Should().Be(Outcome.Cancelled);
    }

    [Fact]
    public async Task A_malformed_frame_closes_the_connection()
    {
        var answer = ScriptedAnswer.Stream(Edge, "data: {bad\n\n", ScriptedAnswer.Hang);
        (await new Asking().AnswerAsync(new Scripted(answer))).Kind.Should().Be(FailureKind.Protocol);
        answer.Body!.Cancelled.Should().BeTrue();
    }

    private static RunOptions Idle(TimeSpan idle) => new([], null, idle, null, false, true);
}
