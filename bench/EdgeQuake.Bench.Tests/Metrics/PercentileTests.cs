using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Percentiles: their floors, their error, what a failure does to them.</summary>
public sealed class PercentileTests
{
    [Theory]
    [InlineData(50, 11)]
    [InlineData(90, 64)]
    [InlineData(95, 130)]
    [InlineData(99, 662)]
    [InlineData(99.9, 6636)]
    public void A_floor_is_the_least_n_that_holds_with_one_miss_at_99_percent(double percentile, int floor)
    {
        var p = percentile / 100;
        var least = Enumerable.Range(1, 10_000).First(n => Math.Pow(p, n) + (n * Math.Pow(p, n - 1) * (1 - p)) <= 0.01);

        least.Should().Be(floor);
        PercentileFloor.Of(percentile).Should().Be(floor);
    }

    [Fact]
    public void Below_its_floor_a_percentile_has_no_value()
    {
        var spread = Spread(Enumerable.Range(1, 63).Select(i => (double)i));

        spread.At(50).Should().BeApproximately(32, 0.1);
        spread.At(90).Should().BeNull();
        spread.Max.Should().Be(63);
    }

    [Fact]
    public void The_histogram_is_within_a_thousandth_of_the_order_statistic() => Gen.Double[0.01, 100_000].Array[700, 1500].Sample(values =>
    {
        var spread = Spread(values);
        double[] sorted = [.. values.Order()];
        foreach (var p in spread.Percentiles.Where(p => p.Value is not null))
        {
            var exact = sorted[(int)Math.Ceiling(sorted.Length * p.Percentile / 100) - 1];
            p.Value!.Value.Should().BeApproximately(exact, Math.Max(0.001, exact * 0.001));
            p.Low.Should().BeLessThanOrEqualTo(p.Value.Value);
            (p.High ?? double.MaxValue).Should().BeGreaterThanOrEqualTo(p.Value.Value);
        }
    });

    [Fact]
    public void Failures_stand_above_every_number()
    {
        var spread = Spread(Enumerable.Range(1, 120).Select(i => (double)i).Concat(Enumerable.Repeat(double.PositiveInfinity, 10)));

        spread.Count.Should().Be(130);
        spread.Infinite.Should().Be(10);
        spread.At(50).Should().BeApproximately(65, 0.1);
        spread.At(95).Should().Be(double.PositiveInfinity);
        spread.Max.Should().Be(double.PositiveInfinity);
        spread.Min.Should().Be(1);
    }

    [Fact]
    public void Nothing_but_failures_has_only_infinite_percentiles()
    {
        var spread = Spread(Enumerable.Repeat(double.PositiveInfinity, 20));

        spread.At(50).Should().Be(double.PositiveInfinity);
        spread.Min.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void The_interval_covers_the_true_percentile_about_95_times_in_100()
    {
        var covered = Enumerable.Range(0, 400).Count(run =>
        {
            var p95 = Spread(Enumerable.Range(0, 500).Select(i => 1 + (1000 * Draws.Uniform((ulong)run, i)))).Percentiles.Single(p => p.Percentile == 95);
            return p95.Low <= 951 && (p95.High ?? double.MaxValue) >= 951;
        });

        covered.Should().BeInRange(370, 398);
    }

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 20, 0, 0.161)]
    [InlineData(20, 20, 0.839, 1)]
    [InlineData(50, 100, 0.404, 0.596)]
    public void A_share_has_an_interval_even_at_its_ends(long hits, long of, double low, double high)
    {
        var (l, h) = Wilson.Of(hits, of);

        l.Should().BeApproximately(low, 0.001);
        h.Should().BeApproximately(high, 0.001);
    }

    private static Spread Spread(IEnumerable<double> values)
    {
        var histogram = new SampleHistogram("ttft");
        foreach (var value in values)
        {
            histogram.Add(value);
        }

        return histogram.Spread();
    }
}
