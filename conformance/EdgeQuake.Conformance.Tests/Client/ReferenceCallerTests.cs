using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Callers that stop in their own way: what they are shown, what the client says, and that the connection is let go of.</summary>
public sealed class ReferenceCallerTests
{
    private const string Edge = "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n";
    private const string Done = "data: {\"type\":\"done\"}\n\n";

    [Theory]
    [InlineData(CancelWay.Break)]
    [InlineData(CancelWay.Twice)]
    [InlineData(CancelWay.Throw)]
    public async Task It_is_shown_two_tokens_of_four_and_the_connection_is_closed(CancelWay how)
    {
        var answer = ScriptedAnswer.Stream(Edge + Edge + Edge + Edge, ScriptedAnswer.Hang);
        var (end, shown) = await AskAsync(answer, new(CancelMoment.Token, 2, How: how));
        end.Outcome.Should().Be(Outcome.Cancelled);
        shown.Should().Be(2);
        answer.Body!.Cancelled.Should().BeTrue("a read that waits was cancelled, which closes the connection");
    }

    [Theory]
    [InlineData(CancelMoment.Token, CancelWay.Break)]
    [InlineData(CancelMoment.Token, CancelWay.Twice)]
    [InlineData(CancelMoment.Token, CancelWay.Throw)]
    [InlineData(CancelMoment.End, CancelWay.Tell)]
    public async Task An_answer_that_ends_before_the_moment_is_complete(CancelMoment at, CancelWay how)
    {
        var (end, shown) = await AskAsync(ScriptedAnswer.Stream(Edge + Edge, Done), new(at, 3, How: how));
        (end.Outcome, end.Text, shown).Should().Be((Outcome.Complete, "EdgeEdge", 2));
    }

    [Fact]
    public async Task A_second_loop_over_an_answer_is_refused_and_asks_for_nothing()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream(Edge, Done), ScriptedAnswer.Stream(Edge, Done));
        var loop = new AnswerLoop(ReferenceClients.Answer.Run, Request(null), scripted);
        (await loop.ToListAsync(TestContext.Current.CancellationToken)).Should().ContainSingle();
        loop.End!.Outcome.Should().Be(Outcome.Complete);
        await FluentActions.Awaiting(async () => await loop.ToListAsync(TestContext.Current.CancellationToken)).Should().ThrowAsync<InvalidOperationException>();
        scripted.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task What_the_client_throws_is_not_taken_for_the_callers_own()
    {
        RunInProcess broken = (_, _, _, _) => throw new InvalidOperationException("the caller's own");
        await FluentActions.Awaiting(() => AskAsync(ScriptedAnswer.Silent, new(CancelMoment.Token, 1, How: CancelWay.Throw), broken)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task An_event_source_that_is_closed_in_its_error_handler_connects_no_more()
    {
        var scripted = new Scripted(ScriptedAnswer.Stream("data: a\n\n"), ScriptedAnswer.Stream("data: never\n\n"));
        var asking = new Asking("raw") { Cancel = new(CancelMoment.Error), Options = new([], 3, null, null, true, true) };
        (await asking.EventsAsync(scripted)).Outcome.Should().Be(Outcome.Cancelled);
        scripted.Asked.Should().ContainSingle();
    }

    private static async Task<(TranscriptEnd End, int Shown)> AskAsync(ScriptedAnswer answer, CancelAt cancel, RunInProcess? run = null)
    {
        var (shown, request) = (0, Request(cancel));
        var asked = run is null ? ReferenceClients.Answer.Run : ReferenceCaller.Of(run);
        var end = await asked(request, new Scripted(answer), _ => shown++, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return (end, shown);
    }

    private static RunRequest Request(CancelAt? cancel)
    {
        var (api, origin) = ("edgequake.query.documented", new Uri("http://127.0.0.1:1"));
        return new(1, "test", api, origin, new Uri(origin, Api.Find(api)!.Path), """{"query":"What is RAG?"}""", [], new([], 0, null, null, false, true), cancel);
    }
}
