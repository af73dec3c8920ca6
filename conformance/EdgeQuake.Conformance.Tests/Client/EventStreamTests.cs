using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The reference client of plain events, with reconnecting and without.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task Without_reconnecting_the_clean_end_is_the_end()
    {
        var asking = new Asking("raw");
        var end = await asking.EventsAsync(new Scripted(ScriptedAnswer.Stream(": hi\nid: 1\nda", "ta: a\n\nevent: t\ndata: b\n\ndata: half")));
        (end.Outcome, end.Attempts).Should().Be((Outcome.Complete, 1));
        asking.Told.Should().Be("message:a#1 t:b#1");
    }

    [Theory]
    [InlineData(404, "text/event-stream", FailureKind.Http)]
    [InlineData(200, "text/html", FailureKind.Protocol)]
    [InlineData(205, "text/event-stream", FailureKind.Protocol)]
    public async Task A_wrong_status_or_type_is_final(int status, string type, FailureKind kind)
    {
        var scripted = new Scripted(new ScriptedAnswer(status, type, "data: x\n\n"));
        var asking = new Asking("raw") { Options = Resume(5) };
        var end = await asking.EventsAsync(scripted);
        (end.Outcome, end.Kind, asking.Told).Should().Be((Outcome.Failed, kind, ""));
        scripted.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Resumes_after_the_last_dispatched_event()
    {
        var scripted = new Scripted(
            ScriptedAnswer.Stream("id: 1\nretry: 5\ndata: a\n\nid: 2\ndata: b\n\n", "id: 3\nda", ScriptedAnswer.Reset),
            ScriptedAnswer.Stream("\uFEFFid: 3\ndata: c\n\n"),
            new ScriptedAnswer(204, null));
        var asking = new Asking("raw") { Options = Resume(2) };
        var end = await asking.EventsAsync(scripted);
        asking.Told.Should().Be("message:a#1 message:b#2 message:c#3");
        (end.Outcome, end.Attempts).Should().Be((Outcome.Complete, 3));
        scripted.Headers.Select(h => h.GetValueOrDefault("Last-Event-ID")).Should().Equal(null, "2", "3");
    }

    [Fact]
    public async Task An_emptied_id_sends_no_header()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream("id: 1\ndata: a\n\nid:\ndata: b\n\n"), new ScriptedAnswer(204, null));
        await new Asking("raw") { Options = Resume(2) }.EventsAsync(scripted);
        scripted.Headers[1].Should().NotContainKey("Last-Event-ID");
    }

    [Fact]
    public async Task Waits_at_least_the_reconnection_time()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream("retry: 300\n"), new ScriptedAnswer(204, null));
        await new Asking("raw") { Options = Resume(2) }.EventsAsync(scripted);
        (scripted.At[1] - scripted.At[0]).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(300));
    }

    [Theory]
    [InlineData(CancelMoment.Token)]
    [InlineData(CancelMoment.Stall)]
    public async Task Cancel_stops_it_for_good(CancelMoment moment)
    {
        var answer = ScriptedAnswer.Stream("data: a\n\ndata: b\n\n", ScriptedAnswer.Hang);
        var scripted = new Scripted(answer);
        var asking = new Asking("raw") { Options = Resume(3), Cancel = new(moment, 1) };
        (await asking.EventsAsync(scripted)).Outcome.Should().Be(Outcome.Cancelled);
        answer.Body!.Cancelled.Should().BeTrue();
        scripted.Asked.Should().ContainSingle();
    }

    private static RunOptions Resume(int retries) => new([], retries, null, null, true, true);
}
