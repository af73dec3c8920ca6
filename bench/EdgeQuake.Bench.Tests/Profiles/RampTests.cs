using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Stages: read as typed, and planned as the area under their curve says.</summary>
public sealed class RampTests
{
    [Theory]
    [InlineData("0-20/s:30s,20/s:60s", "0-20/s:30s,20/s:60s")]
    [InlineData("60/m:1m", "1/s:60s")]
    [InlineData("1-50:30s, 50:500ms", "1-50:30s,50:0.5s")]
    [InlineData("0.5-2/s:10s", "0.5-2/s:10s")]
    public void Stages_are_read(string text, string same)
    {
        var (stages, problem) = StageText.Parse(text);

        problem.Should().BeNull();
        string.Join(',', stages).Should().Be(same);
    }

    [Theory]
    [InlineData("20/s")]
    [InlineData("20/s:30")]
    [InlineData("0-10-20/s:30s")]
    [InlineData("1.5:30s")]
    [InlineData("-1/s:30s")]
    [InlineData("")]
    public void What_is_no_stage_is_named(string text) => StageText.Parse(text).Problem!.ToString().Should().Contain("is not a stage; expected level:duration");

    [Fact]
    public void A_climb_from_nothing_starts_the_nth_stream_at_the_root_of_n()
    {
        // λ(t) = 2t, so Λ(t) = t²: the n-th start of equal unit gaps is √n.
        var starts = Starts("0-20/s:10s");

        starts.Should().HaveCount(100);
        starts.Select((t, n) => Math.Abs(t - Math.Sqrt(n))).Max().Should().BeLessThan(1e-6);
    }

    [Fact]
    public void A_pause_starts_nothing_and_what_is_due_at_its_beginning_comes_at_its_end() =>
        Starts("2/s:1s,0/s:1s,2/s:1s").Should().Equal(0, 0.5, 2, 2.5);

    [Fact]
    public void A_fall_is_the_mirror_of_a_climb()
    {
        var fall = Starts("20-0/s:10s");

        fall.Should().HaveCount(100).And.BeInAscendingOrder();
        // Λ(t) = 100 − (10 − t)².
        fall.Select((t, n) => Math.Abs(t - (10 - Math.Sqrt(100 - n)))).Max().Should().BeLessThan(1e-6);
    }

    [Fact]
    public void One_level_held_plans_what_the_rate_plans()
    {
        foreach (var arrivals in Enum.GetValues<ArrivalKind>())
        {
            var rate = PlannedStarts.Of(Open() with { Rate = 20, For = TimeSpan.FromSeconds(10), Arrivals = arrivals }).Select(t => t.TotalSeconds);
            var stage = PlannedStarts.Of(Open() with { Stages = StageText.Parse("20/s:10s").Stages, Arrivals = arrivals }).Select(t => t.TotalSeconds).ToArray();
            rate.Zip(stage, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6, "{0}", arrivals);
            stage.Should().HaveCount(rate.Count());
        }
    }

    [Fact]
    public void Poisson_arrivals_of_a_climb_lie_where_the_curve_says()
    {
        var starts = PlannedStarts.Of(Open() with { Stages = StageText.Parse("0-400/s:100s").Stages, Arrivals = ArrivalKind.Poisson, Seed = 5 }).Select(t => t.TotalSeconds).ToArray();

        // 20 000 expected (deviation 141); a quarter of the area lies in the first half of the time.
        starts.Length.Should().BeInRange(19_400, 20_600);
        ((double)starts.Count(t => t < 50) / starts.Length).Should().BeApproximately(0.25, 0.015);
    }

    [Fact]
    public void Starts_ascend_within_the_stages_and_come_as_often_as_the_area_says() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200], Gen.Int[1, 5]).Array[1, 5].Sample(parts =>
        {
            LoadStage[] stages = [.. parts.Select(p => new LoadStage(LoadUnit.PerSecond, p.Item1, p.Item2, TimeSpan.FromSeconds(p.Item3)))];
            var starts = PlannedStarts.Of(Open() with { Stages = stages }).Select(t => t.TotalSeconds).ToArray();
            var area = stages.Sum(s => (s.From + s.To) / 2 * s.For.TotalSeconds);
            return Math.Abs(starts.Length - area) <= 1 && starts.SequenceEqual(starts.Order()) && starts.All(s => s >= 0 && s <= stages.Sum(x => x.For.TotalSeconds));
        });

    [Fact]
    public void The_level_of_a_moment_follows_the_line()
    {
        var stages = StageText.Parse("0-10:10s,10:5s,4-2:2s").Stages;

        new[] { 0.0, 5, 9.99, 12, 15, 16, 17, 20 }.Select(s => Ramp.LevelAt(stages, TimeSpan.FromSeconds(s))).Should().BeEquivalentTo([0, 5, 9.99, 10, 4, 3, 0, 0], o => o.WithStrictOrdering());
    }

    private static double[] Starts(string stages) => [.. PlannedStarts.Of(Open() with { Stages = StageText.Parse(stages).Stages }).Select(t => t.TotalSeconds)];

    private static LoadProfile Open() => Some.Profile() with { Concurrency = null, For = null };
}
