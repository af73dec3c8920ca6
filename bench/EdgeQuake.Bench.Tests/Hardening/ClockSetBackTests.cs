using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The wall clock is set back by an hour in the middle of a run: no stamp and no duration notices, for all of them are of the monotonic clock.</summary>
public sealed class ClockSetBackTests
{
    private const string Script = "scenario: plain\nprotocol: edgequake\npace: { ttft: 10ms, itl: 10ms }\nsteps: [ { tokens: [a, b, c] }, { done: } ]";

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_load_does_not_notice()
    {
        await using var server = await Scenarios.ServeAsync(Script);
        var clock = new Set();
        var before = clock.UtcNow;
        var options = new LoadOptions { Clock = clock, Ended = s => clock.Back |= s.Number == 2 };

        var run = await Scenarios.LoadAsync(server, p => p with { Concurrency = 1, WarmUp = TimeSpan.Zero }, options, Scenarios.Guard(TestContext.Current.CancellationToken));

        clock.Back.Should().BeTrue();
        clock.UtcNow.Should().BeBefore(before);
        run.Header.StartedUtc.Should().BeOnOrAfter(before);
        run.Header.Duration.Should().BePositive().And.BeLessThan(Guard);
        run.Streams.Should().HaveCount(6).And.OnlyContain(s => s.Complete && s.Planned <= s.Started && s.Started < s.FirstToken && s.FirstToken < s.LastToken && s.LastToken <= s.End && s.End < Guard);
        run.Streams.Zip(run.Streams.Skip(1)).Should().OnlyContain(p => p.First.End <= p.Second.Started);
        (run.Readings.ClockProbe?.Max ?? 0).Should().BeInRange(0, Guard.TotalMilliseconds);
    }

    [Fact]
    public async Task A_comparison_of_providers_does_not_notice()
    {
        await using var server = await Scenarios.ServeAsync(Script);
        var clock = new Set();
        var provider = new Provider("a", server.BaseAddress, Protocol.Edgequake, Shape.Documented, null, null, null);

        var result = await ProviderRuns.RunAsync([provider], new ProviderOptions { Clock = clock, Key = _ => null, Rounds = 1, Streams = 2, Progress = _ => clock.Back = true }, TestContext.Current.CancellationToken);

        clock.Back.Should().BeTrue();
        result.Header.Duration.Should().BePositive().And.BeLessThan(Guard);
        result.Rows.Single().Run.Header.Duration.Should().BePositive().And.BeLessThan(Guard);
    }

    private sealed class Set : Clock
    {
        public bool Back { get; set; }

        public override TimeSpan Now => Real.Now;

        public override DateTimeOffset UtcNow => Real.UtcNow - (Back ? TimeSpan.FromHours(1) : TimeSpan.Zero);

        public override void SleepUntil(TimeSpan deadline) => Real.SleepUntil(deadline);
    }
}
