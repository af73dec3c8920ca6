using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Planned starts come from profile and seed alone.</summary>
public sealed class PlannedStartsTests
{
    [Fact]
    public void Constant_arrivals_do_not_drift()
    {
        var starts = PlannedStarts.Of(Some.Profile() with { Concurrency = null, Rate = 3, For = TimeSpan.FromSeconds(1000) }).ToArray();

        starts.Should().HaveCount(3000);
        starts[2997].Should().Be(TimeSpan.FromSeconds(999));
    }

    [Fact]
    public void Poisson_gaps_are_exponential_with_the_asked_mean()
    {
        var starts = PlannedStarts.Of(Poisson(seed: 7) with { Rate = 100, For = null, Count = 20_000 }).Select(t => t.TotalSeconds).ToArray();
        var gaps = starts.Zip(starts.Skip(1), (a, b) => b - a).ToArray();
        var mean = gaps.Average();

        mean.Should().BeApproximately(0.01, 0.0003);
        Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean))).Should().BeApproximately(mean, 0.0005, "an exponential's deviation is its mean");
        gaps.Count(g => g > 0.01).Should().BeInRange(7150, 7560, "e⁻¹ of them are longer than the mean");
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(9)]
    public void Gamma_gaps_have_the_asked_mean_and_vary_by_the_root_of_their_shape(double shape)
    {
        var profile = Poisson(seed: 7) with { Arrivals = ArrivalKind.Gamma, Smoothness = shape, Rate = 100, For = null, Count = 40_000 };
        var starts = PlannedStarts.Of(profile).Select(t => t.TotalSeconds).ToArray();
        var gaps = starts.Zip(starts.Skip(1), (a, b) => b - a).ToArray();
        var mean = gaps.Average();

        starts.Should().Equal(PlannedStarts.Of(profile).Select(t => t.TotalSeconds), "the same seed plans the same starts");
        mean.Should().BeApproximately(0.01, 0.0004);
        (Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean))) / mean).Should().BeApproximately(1 / Math.Sqrt(shape), 0.05 / Math.Sqrt(shape));
        // Skewness 2 / √shape tells a gamma from any other distribution of that mean and deviation.
        (gaps.Average(g => Math.Pow((g - mean) / mean, 3)) * Math.Pow(shape, 1.5)).Should().BeApproximately(2 / Math.Sqrt(shape), 0.35 / Math.Sqrt(shape));
    }

    [Fact]
    public void The_same_seed_plans_the_same_starts_and_another_seed_others()
    {
        var first = PlannedStarts.Of(Poisson(1)).ToArray();

        PlannedStarts.Of(Poisson(1)).Should().Equal(first);
        PlannedStarts.Of(Poisson(2)).Should().NotEqual(first);
    }

    [Fact]
    public void Starts_ascend_and_keep_both_bounds() => Gen.Select(Gen.Double[0.1, 500], Gen.Int[1, 200], Gen.ULong, Gen.Enum<ArrivalKind>()).Sample((rate, count, seed, arrivals) =>
    {
        var profile = Poisson(seed) with { Rate = rate, Count = count, For = TimeSpan.FromSeconds(2), Arrivals = arrivals };
        var starts = PlannedStarts.Of(profile).ToArray();
        return starts.Length <= count && starts.SequenceEqual(starts.Order()) && starts.All(s => s >= TimeSpan.Zero && s < TimeSpan.FromSeconds(2));
    });

    private static LoadProfile Poisson(ulong seed) => Some.Profile() with { Concurrency = null, Rate = 20, Seed = seed, Arrivals = ArrivalKind.Poisson };
}
