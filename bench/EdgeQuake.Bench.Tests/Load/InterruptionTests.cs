using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Ctrl+C half-way, and a drain that is too short: what was measured is kept, and named as what it is.</summary>
public sealed class InterruptionTests
{
    private const string Paced = "scenario: paced\nprotocol: edgequake\npace: { ttft: 20ms, itl: 20ms }\nsteps: [ { repeat: { times: 10, steps: [ { token: x } ] } }, { done: } ]";
    private const string Endless = "scenario: endless\nprotocol: edgequake\nsteps: [ { token: a }, { stall: } ]";

    [Fact]
    public async Task An_interrupted_run_keeps_what_it_measured()
    {
        await using var server = await Scenarios.ServeAsync(Paced);
        using var interrupt = new CancellationTokenSource();
        var options = new LoadOptions { ClockProbe = false, Progress = p => InterruptAfterEight(p, interrupt) };

        var run = await Scenarios.LoadAsync(server, p => p with { Concurrency = 4, Count = null, For = TimeSpan.FromMinutes(5), WarmUp = TimeSpan.Zero }, options, interrupt.Token);

        run.Interrupted.Should().BeTrue();
        run.ExitCode.Should().Be(130);
        run.Summary.Complete.Should().BeGreaterThanOrEqualTo(8);
        run.Summary.Failed.Should().Be(0, "what we stopped ourselves is nobody's failure");
        run.Summary.Steady.To.Should().BeLessThan(TimeSpan.FromMinutes(1));
        RunJson.Read(RunJson.Write(run), out _)!.Interrupted.Should().BeTrue();
    }

    [Fact]
    public async Task Interrupted_before_the_first_answer_there_is_still_a_result()
    {
        await using var server = await Scenarios.ServeAsync("scenario: silent\nprotocol: edgequake\nattempts: [ { fault: silent } ]");
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var run = await Scenarios.LoadAsync(server, cancellation: interrupt.Token);

        run.ExitCode.Should().Be(130);
        run.Streams.Should().BeEmpty();
    }

    [Fact]
    public async Task A_stream_that_outlives_the_drain_is_cut_and_no_success()
    {
        await using var server = await Scenarios.ServeAsync(Endless);

        var run = await Scenarios.LoadAsync(
            server, p => p with { Count = null, For = TimeSpan.FromMilliseconds(200), WarmUp = TimeSpan.Zero, Drain = TimeSpan.FromMilliseconds(200), Idle = TimeSpan.FromSeconds(50), NoProbe = true },
            cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().HaveCount(2).And.OnlyContain(s => s.Class == StreamClass.Cut && s.Tokens.Count == 1);
        run.Summary.Failed.Should().Be(2);
        run.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task The_overall_limit_is_a_timeout_even_when_bytes_keep_coming()
    {
        await using var server = await Scenarios.ServeAsync("scenario: drip\nprotocol: edgequake\npace: { ttft: 0ms, itl: 30ms }\nsteps: [ { repeat: { times: 1000, steps: [ { token: x } ] } }, { done: } ]");

        var run = await Scenarios.LoadAsync(server, p => p with { Count = 1, Concurrency = 1, Overall = TimeSpan.FromMilliseconds(400), NoProbe = true }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().ContainSingle().Which.Should().Match<StreamTimeline>(s => s.Class == StreamClass.Timeout && s.Message!.StartsWith("not over in 0.4 s after "));
    }

    private static void InterruptAfterEight(LoadProgress p, CancellationTokenSource interrupt)
    {
        if (p.Complete >= 8)
        {
            interrupt.Cancel();
        }
    }
}
