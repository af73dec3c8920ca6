using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Axes: whatever the values, marks are few, ascending and inside the frame.</summary>
public sealed class AxisTests
{
    [Fact]
    public void A_linear_axis_has_round_marks() => Axis.Linear(0, 37, 0, 100).Ticks(5).Should().Equal(0, 10, 20, 30);

    [Fact]
    public void A_logarithmic_axis_over_decades_has_powers_and_their_halves() => Axis.Log(1, 1000, 0, 100).Ticks().Should().Equal(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);

    [Fact]
    public void Where_everything_is_zero_no_two_marks_are_labelled_alike() => Axis.Log(0, 0, 0, 100).Ticks().Select(Axis.Label).Should().Equal("0.001", "0.002", "0.003", "0.005", "0.007", "0.01");

    [Fact]
    public void Zero_stands_at_the_low_end_of_a_logarithmic_axis() => Axis.Log(0, 10, 5, 100).At(0).Should().Be(5);

    [Fact]
    public void Marks_are_few_and_inside() => Gen.Select(Gen.Double[0.001, 1e6], Gen.Double[1.0001, 1e7], Gen.Bool).Sample((low, factor, log) =>
    {
        var axis = log ? Axis.Log(low, low * factor, 60, 700) : Axis.Linear(low, low * factor, 60, 700);
        var ticks = axis.Ticks();
        return ticks.Count is >= 1 and <= 30 && ticks.SequenceEqual(ticks.Order()) && ticks.All(t => axis.At(t) is >= 59.9 and <= 700.1);
    });

    [Theory]
    [InlineData(0.05, "0.05")]
    [InlineData(1500, "1500")]
    [InlineData(25_000, "25k")]
    [InlineData(3_000_000, "3M")]
    public void Labels_are_short(double tick, string label) => Axis.Label(tick).Should().Be(label);
}
