using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Conversations: what each turn carries, when it comes, and what ends them.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task Each_turn_carries_what_was_said_before()
    {
        await using var server = await Scenarios.ServeAsync("scenario: talk\nprotocol: openai-chat\nsteps: [ { tokens: [So, \" it\", \" is\"] }, { done: } ]");

        var run = await LoadAsync(server, p => p with { Protocol = Protocol.OpenaiChat, Concurrency = 1, Count = 2, Turns = 3, Prompts = ["a", "b", "c", "d"] });

        run.Streams.Select(s => s.Number).Should().Equal(0, 1, 2, 3, 4, 5);
        Bodies(server).Select(b => string.Join(' ', b.GetProperty("messages").EnumerateArray().Select(m => $"{m.GetProperty("role").GetString()![0]}:{m.GetProperty("content").GetString()}"))).Should().Equal(
            "u:[1-0] a", "u:[1-0] a a:So it is u:b", "u:[1-0] a a:So it is u:b a:So it is u:c",
            "u:[1-1] d", "u:[1-1] d a:So it is u:a", "u:[1-1] d a:So it is u:a a:So it is u:b");
        run.Variants!.Select(v => (v.Name, v.Streams)).Should().Equal(("turn 1", 2), ("turn 2", 2), ("turn 3", 2));
        run.Load.Loop.Should().Be("closed, 1 at once, conversations of 3 turns, 0s between");
    }

    [Theory]
    [InlineData("openai-responses", "input")]
    [InlineData("anthropic", "messages")]
    [InlineData("ollama", "messages")]
    public async Task Other_protocols_carry_it_in_their_own_words(string protocol, string list)
    {
        await using var server = await Scenarios.ServeAsync($"scenario: talk\nprotocol: {protocol}\nsteps: [ {{ tokens: [So, it] }}, {{ done: }} ]");

        await LoadAsync(server, p => p with { Protocol = Words.Parse<Protocol>(protocol)!.Value, Concurrency = 1, Count = 1, Turns = 2 });

        Bodies(server).Last().GetProperty(list).EnumerateArray().Select(m => m.GetProperty("role").GetString()).Should().Equal("user", "assistant", "user");
    }

    [Fact]
    public async Task Edgequake_chat_goes_on_in_the_conversation_that_the_server_named()
    {
        await using var server = await Scenarios.ServeAsync("scenario: talk\nprotocol: edgequake\nshape: chat\nsteps: [ { tokens: [So, it] }, { done: } ]");

        await LoadAsync(server, p => p with { Shape = Shape.Chat, Concurrency = 1, Count = 1, Turns = 2 });

        var bodies = Bodies(server);
        bodies[0].TryGetProperty("conversation_id", out _).Should().BeFalse();
        bodies[1].GetProperty("conversation_id").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_next_turn_is_planned_a_think_time_after_the_end_of_the_last()
    {
        await using var server = await Scenarios.ServeAsync("scenario: talk\nprotocol: openai-chat\nsteps: [ { tokens: [So] }, { done: } ]");
        var think = ThinkTime.Parse("50ms..200ms")!.Value;

        var run = await LoadAsync(server, p => p with { Protocol = Protocol.OpenaiChat, Concurrency = null, Rate = 20, Count = 5, Turns = 3, Think = think });

        run.Streams.Should().HaveCount(15);
        foreach (var (before, after) in run.Streams.Zip(run.Streams.Skip(1)).Where(x => x.First.Number / 3 == x.Second.Number / 3))
        {
            after.Planned.Should().Be(before.End + think.After(1, before.Number));
            after.Started.Should().BeGreaterThanOrEqualTo(after.Planned);
        }

        run.Streams.Where(s => s.Number % 3 == 0).Select(s => s.Planned).Should().Equal(Enumerable.Range(0, 5).Select(i => Some.Ms(i * 50)), "conversations are what the rate starts");
    }

    [Fact]
    public async Task A_turn_that_failed_ends_its_conversation_and_no_turn_starts_after_the_time()
    {
        await using var broken = await Scenarios.ServeAsync("scenario: cut\nprotocol: openai-chat\nsteps: [ { tokens: [So] }, { close: } ]");
        await using var slow = await Scenarios.ServeAsync("scenario: talk\nprotocol: openai-chat\nsteps: [ { tokens: [So] }, { done: } ]");

        var failed = await LoadAsync(broken, p => p with { Protocol = Protocol.OpenaiChat, Count = 4, Turns = 3 });
        var late = await LoadAsync(slow, p => p with { Protocol = Protocol.OpenaiChat, Count = 2, Turns = 9, Think = ThinkTime.Parse("300ms")!.Value, For = TimeSpan.FromMilliseconds(700) });

        failed.Streams.Select(s => s.Number).Should().Equal(0, 3, 6, 9);
        late.Streams.Should().OnlyContain(s => s.Planned < TimeSpan.FromMilliseconds(700)).And.HaveCountGreaterThan(2).And.HaveCountLessThan(10);
    }

    [Fact]
    public async Task An_interruption_ends_the_thinking()
    {
        await using var server = await Scenarios.ServeAsync("scenario: talk\nprotocol: openai-chat\nsteps: [ { tokens: [So] }, { done: } ]");
        using var stop = new CancellationTokenSource();
        var options = new LoadOptions { ClockProbe = false, Progress = p => { if (p.Complete >= 2) stop.Cancel(); } };

        var run = await Scenarios.LoadAsync(
            server, p => p with { Protocol = Protocol.OpenaiChat, NoProbe = true, WarmUp = TimeSpan.Zero, Count = 2, Turns = 2, Think = ThinkTime.Parse("10m")!.Value }, options, stop.Token).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        run.Interrupted.Should().BeTrue();
        run.Streams.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("2s", "2s")]
    [InlineData("500ms..1.5s", "0.5s..1.5s")]
    [InlineData("5s..1s", null)]
    [InlineData("1s..2s..3s", null)]
    [InlineData("soon", null)]
    public void A_think_time_is_read(string word, string? same) => ThinkTime.Parse(word)?.ToString().Should().Be(same);

    private static List<JsonElement> Bodies(FakeSseServer server) =>
        [.. server.Journal.OrderBy(e => e.Request).Select(e => JsonDocument.Parse(Encoding.UTF8.GetString(e.Facts.Body.Span)).RootElement)];

    private static Task<LoadResult> LoadAsync(FakeSseServer server, Func<LoadProfile, LoadProfile> change) =>
        Scenarios.LoadAsync(server, p => change(p with { NoProbe = true, WarmUp = TimeSpan.Zero }), cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));
}
