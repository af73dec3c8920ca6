using System.Text.Json.Nodes;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>--retry</c> and <c>--fallback</c>: what is asked again, when, and what the figures make of it.</summary>
public sealed class RetryingTests
{
    private const string Cut = "{ tokens: [Edge, Quake, \" is\"] }";

    [Fact]
    public async Task A_stream_that_broke_comes_back_and_stays_one_stream()
    {
        await using var server = await Scenarios.ServeAsync($$"""
            scenario: cut-once
            protocol: edgequake
            attempts:
              - steps: [ {{Cut}}, { fin: } ]
              - steps: [ { wait: 30ms }, {{Cut}}, { token: " fast" }, { done: } ]
            then: loop
            """);

        var run = await LoadAsync(server, p => p with { Retry = 2, Count = 3 });

        run.Streams.Should().HaveCount(3).And.OnlyContain(s => s.Complete && s.Tokens.Count == 4);
        foreach (var s in run.Streams)
        {
            s.Recovery.Should().Match<Recovery>(r => r.Attempts == 2 && !r.FellBack && r.DuplicateTokens == 3 && r.TokensBefore == 3);
            s.Recovery!.After.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(187 + 29), "three quarters of the first pause, and the server's own");
            s.FirstToken.Should().BeLessThan(s.Tokens[0].At, "a reader saw the first attempt's first token");
            s.EndMark.Should().BeGreaterThanOrEqualTo(s.Started + s.Recovery.After!.Value);
        }

        run.Summary.Recovery.Should().Be(new RecoverySummary(3, 3, 0, 0, 3, 9, 9));
        run.Summary.Failed.Should().Be(0);
        run.Summary.Of("recover").Count.Should().Be(3);
        run.Load.Loop.Should().Be("closed, 1 at once, up to 2 retries");
        LoadConsole.Table(run).Should().Contain("asked again           3 streams broke: 3 came back after a retry, 0 by the call that does not stream, 0 were lost · 3 retries · 9 duplicate tokens, 9 tokens of attempts that broke · time to recover");
        LoadMarkdown.Render(run).Should().Contain("- asked again: 3 streams broke").And.NotContain("load never retries");
        LoadHtml.Render(run).Should().Contain("3 streams broke");
        ((int?)JsonNode.Parse(RunJson.Write(run))!["summary"]!["recovery"]!["duplicateTokens"]).Should().Be(9);
        server.Journal.Should().HaveCount(6);
    }

    [Fact]
    public async Task What_is_still_broken_is_asked_without_streaming()
    {
        await using var server = await Scenarios.ServeAsync($$"""
            scenario: streams-break
            protocol: edgequake
            exchanges:
              - { match: { path: /query/stream }, attempts: [ { steps: [ {{Cut}}, { close: } ] } ], then: repeat-last }
              - { match: { method: POST, path: /query }, attempts: [ { status: 200, json: { answer: "EdgeQuake is fast" } } ], then: repeat-last }
            """);

        var run = await LoadAsync(server, p => p with { Retry = 1, FallBack = true, Count = 2, Parameters = [new("mode", "hybrid")] });

        run.Streams.Should().HaveCount(2).And.OnlyContain(s => s.Complete && s.Tokens.Count == 1 && s.Tokens[0].Characters == 17);
        run.Streams[0].Recovery.Should().Match<Recovery>(r => r.Attempts == 3 && r.FellBack && r.DuplicateTokens == 6 && r.TokensBefore == 6 && r.After > TimeSpan.Zero);
        run.Summary.Recovery.Should().Be(new RecoverySummary(2, 0, 2, 0, 2, 12, 12));
        var whole = server.Journal.Where(e => e.Facts.Method == "POST").ToList();
        whole.Should().HaveCount(2);
        JsonNode.DeepEquals(JsonNode.Parse(whole[0].Facts.Body.Span), JsonNode.Parse("""{"query":"What is EdgeQuake?","mode":"hybrid"}""")).Should().BeTrue();
    }

    [Fact]
    public async Task What_never_comes_back_is_lost_and_has_the_class_of_its_last_attempt()
    {
        await using var server = await Scenarios.ServeAsync($$"""
            scenario: gone
            protocol: edgequake
            attempts:
              - steps: [ {{Cut}}, { fin: } ]
              - { status: 503, body: busy }
            then: loop
            """);

        var run = await LoadAsync(server, p => p with { Retry = 1, Count = 2 });

        run.Streams.Should().HaveCount(2).And.OnlyContain(s => s.Class == StreamClass.Limited && s.Recovery!.After == null && s.Recovery.TokensBefore == 3);
        run.Summary.Recovery.Should().Be(new RecoverySummary(2, 0, 0, 2, 2, 0, 6));
        run.ExitCode.Should().Be(1);
    }

    [Theory]
    [InlineData("[ { token: a }, { error: no } ]", StreamClass.Server)]
    [InlineData("[ { malformed: not-json }, { done: } ]", StreamClass.Protocol)]
    public async Task An_error_frame_and_an_unreadable_one_are_not_asked_again(string steps, StreamClass kind)
    {
        await using var server = await Scenarios.ServeAsync($"scenario: no\nprotocol: edgequake\nsteps: {steps}");

        var run = await LoadAsync(server, p => p with { Retry = 3, FallBack = true, Count = 1 });

        run.Streams.Should().ContainSingle(s => s.Class == kind && s.Recovery == null);
        run.Summary.Recovery!.Broke.Should().Be(0);
        server.Journal.Should().ContainSingle();
    }

    [Fact]
    public void The_wait_doubles_to_its_cap_and_heeds_the_server_up_to_a_minute()
    {
        var (profile, broke) = (Some.Profile() with { Retry = 20 }, Some.Stream(kind: StreamClass.Network));
        for (var tries = 1; tries <= 20; tries++)
        {
            var plain = Math.Min(8000, 250 * Math.Pow(2, tries - 1));
            RetryPlan.Wait(profile, broke, tries)!.Value.TotalMilliseconds.Should().BeInRange(plain * 0.75, plain * 1.25);
        }

        RetryPlan.Wait(profile, broke, 21).Should().BeNull();
        RetryPlan.Wait(profile with { Retry = 0 }, broke, 1).Should().BeNull();
        RetryPlan.Wait(profile, broke with { RetryAfter = TimeSpan.FromSeconds(60) }, 1).Should().Be(TimeSpan.FromSeconds(60));
        RetryPlan.Wait(profile, broke with { RetryAfter = TimeSpan.FromSeconds(61) }, 1).Should().BeNull();
        Enumerable.Range(0, 100).Select(n => RetryPlan.Wait(profile, broke with { Number = n }, 1)).Distinct().Should().HaveCountGreaterThan(90, "not all at the same moment");
    }

    [Fact]
    public void What_cannot_be_asked_again_is_refused_in_one_line()
    {
        Problem(Some.Profile() with { Retry = 1, Shape = Shape.Chat }).Should().StartWith("--retry: an EdgeQuake chat keeps each message that it accepts");
        Problem(Some.Profile() with { FallBack = true, Protocol = Protocol.OpenaiChat }).Should().StartWith("--fallback: this server has no call beside the stream");
        Problem(Some.Profile() with { Retry = 21 }).Should().StartWith("--retry: 21 retries");

        static string Problem(LoadProfile p) => ProfileCheck.Problems(p).Should().ContainSingle().Subject.ToString();
    }

    [Fact]
    public async Task Of_a_server_that_drops_one_in_ten_all_streams_come_back()
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, new FakeServerOptions { Mix = BuiltInMixes.All["drops-ten-percent"] }, TestContext.Current.CancellationToken);

        var run = await LoadAsync(server, p => p with { Concurrency = 8, Count = 200, Retry = 10 });

        (await server.SettleAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        var broke = server.Journal.Count(e => e.Scenario != "faults/whole");
        broke.Should().BeGreaterThan(5);
        run.Streams.Should().HaveCount(200).And.OnlyContain(s => s.Complete);
        run.Summary.Recovery.Should().Match<RecoverySummary>(r => r.Lost == 0 && r.FellBack == 0 && r.Retries == broke && r.Recovered == r.Broke);
        server.Journal.Should().HaveCount(200 + broke);
    }

    private static Task<LoadResult> LoadAsync(FakeSseServer server, Func<LoadProfile, LoadProfile> change) =>
        Scenarios.LoadAsync(server, p => change(p with { Concurrency = 1, NoProbe = true, WarmUp = TimeSpan.Zero }), cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));
}
