using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The summary of a run: windows, rates, goodput, and that a failure is never lost.</summary>
public sealed class SummariseTests
{
    [Fact]
    public void Warm_up_and_drain_are_cut_and_counted()
    {
        StreamTimeline[] streams = [.. Enumerable.Range(0, 100).Select(i => Some.Stream(i, planned: i * 100, tokens: 11))];
        var summary = Summarise.Of(Some.Profile() with { WarmUp = TimeSpan.FromSeconds(2) }, streams);

        summary.WarmUpStreams.Should().Be(20);
        summary.Streams.Should().Be(80);
        summary.Steady.Should().Be(new Window(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)));
        summary.Rates.Streams.Should().Be(10);
        summary.Rates.Tokens.Should().BeApproximately(110, 1, "eleven tokens a stream, ten streams a second");
        summary.Full.To.Should().BeCloseTo(Some.Ms(9900 + 100 + 200 + 1), Some.Ms(0.01));
    }

    [Fact]
    public void Failures_stay_in_every_denominator()
    {
        StreamTimeline[] streams = [.. Enumerable.Range(0, 20).Select(i => Some.Stream(i, planned: i, kind: i < 5 ? StreamClass.Truncated : StreamClass.Complete))];
        var summary = Summarise.Of(Some.Profile(), streams);

        summary.Failed.Should().Be(5);
        summary.Rates.Failed.Should().Be(0.25);
        summary.Rates.Good.Should().Be(0.75);
        summary.Rates.Goodput.Should().Be(1.5, "15 good streams in 10 s");
        summary.Of("ttft").Infinite.Should().Be(5);
        summary.Of("rate").Count.Should().Be(15);
        summary.Tokens.Lost.Should().Be(25);
        summary.Rates.Tokens.Should().Be(7.5, "the tokens of failed streams are no throughput");
    }

    [Fact]
    public void Goodput_asks_every_stream_to_meet_every_limit()
    {
        StreamTimeline[] streams = [Some.Stream(0, ttft: 100), Some.Stream(1, ttft: 600), Some.Stream(2, ttft: 100, itl: 90), Some.Stream(3, kind: StreamClass.Network)];
        var profile = Some.Profile() with { Objectives = [new("ttft.p95<500ms", "ttft", "p95", Bound.Below, 500), new("itl.p95<50ms", "itl", "p95", Bound.Below, 50)] };
        var summary = Summarise.Of(profile, streams);

        summary.Rates.Good.Should().Be(0.25);
        Goodput.Judge(summary, profile.Objectives).Select(o => o.Result).Should().AllBeEquivalentTo(ObjectiveResult.TooFew, "four streams cannot show a p95");
    }

    [Fact]
    public void An_objective_is_missed_when_failures_push_the_percentile_to_infinity()
    {
        StreamTimeline[] streams = [.. Enumerable.Range(0, 200).Select(i => Some.Stream(i, planned: i, kind: i < 20 ? StreamClass.Server : StreamClass.Complete))];
        var objective = new Objective("ttft.p95<500ms", "ttft", "p95", Bound.Below, 500);
        var verdict = Goodput.Judge(Summarise.Of(Some.Profile(), streams), [objective]).Single();

        verdict.Result.Should().Be(ObjectiveResult.Missed);
        verdict.Value.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Pooled_and_per_stream_gaps_differ_when_answers_differ_in_length()
    {
        StreamTimeline[] streams = [Some.Stream(0, itl: 10, tokens: 101), Some.Stream(1, itl: 100, tokens: 11)];
        var summary = Summarise.Of(Some.Profile(), streams);

        summary.Of("itl").Mean.Should().BeApproximately(((100 * 10) + (10 * 100)) / 110.0, 0.01);
        summary.Of("itl-stream").Mean.Should().BeApproximately(55, 0.01);
    }

    [Fact]
    public void An_interrupted_run_keeps_what_it_measured_and_blames_nobody_for_the_rest()
    {
        StreamTimeline[] streams = [Some.Stream(0), Some.Stream(1, planned: 2000), Some.Stream(2, planned: 3990, kind: StreamClass.Interrupted)];
        var summary = Summarise.Of(Some.Profile(), streams, interrupted: TimeSpan.FromSeconds(4));

        summary.Steady.To.Should().Be(TimeSpan.FromSeconds(4));
        summary.Failed.Should().Be(0);
        summary.Rates.Good.Should().Be(1);
        summary.Count(StreamClass.Interrupted).Should().Be(1);
    }

    [Fact]
    public void Limited_streams_are_shown_with_what_the_server_asked_for()
    {
        StreamTimeline[] streams = [Some.Stream(0), Some.Stream(1, kind: StreamClass.Limited, tokens: 0) with { RetryAfter = TimeSpan.FromSeconds(3) }];

        Summarise.Of(Some.Profile(), streams).Limited.Should().Be(new LimitedFacts(1, 3, 3, 0.1));
    }

    [Fact]
    public void A_run_of_nothing_has_figures_of_nothing()
    {
        var summary = Summarise.Of(Some.Profile(), []);

        summary.Streams.Should().Be(0);
        summary.Rates.Good.Should().Be(0);
        summary.Spreads.Should().OnlyContain(s => s.Count == 0);
        ValidityRules.Judge(new Readings(), summary).Trust.Should().Be(Trust.Invalid);
    }

    [Fact]
    public void Exact_usage_is_trusted_of_openai_only()
    {
        var stream = Some.Stream() with { UsageTokens = 17 };

        Summarise.Of(Some.Profile() with { Protocol = Protocol.OpenaiChat }, [stream]).Of("tpot").Mean.Should().Be(5);
        Summarise.Of(Some.Profile(), [stream]).Of("tpot").Mean.Should().Be(20);
    }
}
