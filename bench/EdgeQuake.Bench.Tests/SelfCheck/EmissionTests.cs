using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Stamps → lateness, rate and drift, by streams whose truth is known.</summary>
public sealed class EmissionTests
{
    private static readonly TimeSpan Itl = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void Lateness_is_counted_from_the_schedule_and_not_from_what_the_server_planned()
    {
        // The server's own plan slips by 1 ms a token, and its stamps are on time by that plan: the schedule knows better.
        var slipping = Enumerable.Range(0, 101).Select(i => new SentToken(Ms(100 + (11 * i)), Ms(100 + (11 * i)), false)).ToArray();

        var seen = Emission.Of([slipping], Itl);

        seen.DriftPercent.Should().BeApproximately(10, 1e-6);
        seen.Lateness.Max.Should().BeApproximately(100, 1e-6, "a hundred tokens later it is a hundred ms late");
    }

    [Fact]
    public void One_late_token_is_in_the_tail_and_no_drift()
    {
        var stream = Stream(0, 1000, i => i == 500 ? 30 : 0.1);

        var seen = Emission.Of([stream], Itl);

        (seen.Lateness.P50, seen.Lateness.Max).Should().Be((0.1, 30));
        Math.Abs(seen.DriftPercent).Should().BeLessThan(0.001);
        seen.RateShare.Should().BeApproximately(1, 0.01);
    }

    [Fact]
    public void Blocked_tokens_are_counted_apart()
    {
        var stream = Stream(0, 100, _ => 1).Select((t, i) => i == 50 ? t with { At = t.At + Ms(400), Blocked = true } : t).ToArray();

        var seen = Emission.Of([stream], Itl);

        (seen.Blocked, seen.Lateness.Max, seen.Tokens).Should().Be((1, 1, 66), "a third of a second had not settled yet");
    }

    [Fact]
    public void Only_the_time_in_which_all_streams_were_in_flight_is_counted()
    {
        var seen = Emission.Of([Stream(0, 100, i => i < 50 ? 7 : 1), Stream(500, 100, i => i < 50 ? 2 : 9)], Itl);

        (seen.Lateness.P50, seen.Lateness.Max).Should().Be((1, 2), "the 7 came before the second stream began, the 9 after the first had ended");
    }

    [Fact]
    public void The_first_second_pays_for_the_starts_and_stands_apart()
    {
        var seen = Emission.Of([Stream(0, 1000, i => i < 100 ? 40 : 1)], Itl);

        (seen.Beginning.P50, seen.Beginning.Max, seen.Lateness.Max, seen.Tokens).Should().Be((40, 40, 1, 899));
    }

    [Fact]
    public void Half_the_rate_is_half_the_share()
    {
        var slow = Enumerable.Range(0, 101).Select(i => new SentToken(Ms(20 * i), Ms(10 * i), false)).ToArray();

        Emission.Of([slow], Itl).RateShare.Should().BeApproximately(0.5, 0.01);
    }

    [Fact]
    public void Streams_that_never_overlapped_are_still_seen()
    {
        var seen = Emission.Of([Stream(0, 10, _ => 1), Stream(5000, 10, _ => 3)], Itl);

        (seen.Lateness.Max, seen.Streams).Should().Be((3, 2));
        seen.RateShare.Should().BeLessThan(0.1);
    }

    [Fact]
    public void Nothing_sent_is_nothing() => Emission.Of([[], [new SentToken(default, default, false)]], Itl).Should().Be(Emission.None);

    [Fact]
    public void The_tail_is_order_statistics() => Tail.Of(Enumerable.Range(1, 1000).Reverse().Select(i => (double)i)).Should().Be(new Tail(500, 990, 999, 1000));

    private static SentToken[] Stream(double start, int tokens, Func<int, double> late) =>
        [.. Enumerable.Range(0, tokens).Select(i => new SentToken(Ms(start + (10 * i) + late(i)), Ms(start + (10 * i)), false))];

    private static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);
}
