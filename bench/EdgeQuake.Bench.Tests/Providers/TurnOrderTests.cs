using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The order of turns is balanced: in a whole square each row stands in each place, and follows each other row, equally often.</summary>
public sealed class TurnOrderTests
{
    [Fact]
    public void Two_rows_are_ABBA() => TurnOrder.Rounds(2, 4).SelectMany(r => r).Should().Equal(0, 1, 1, 0, 0, 1, 1, 0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    public void A_whole_square_is_balanced(int n)
    {
        var rounds = TurnOrder.Rounds(n, TurnOrder.Balanced(n));
        rounds.Should().OnlyContain(r => r.Order().SequenceEqual(Enumerable.Range(0, n)));
        for (var place = 0; place < n; place++)
        {
            rounds.CountBy(r => r[place]).Select(c => c.Value).Distinct().Should().ContainSingle();
        }

        var follows = rounds.SelectMany(r => r.Skip(1).Zip(r)).CountBy(x => x).ToList();
        follows.Should().HaveCount(n * (n - 1));
        follows.Select(f => f.Value).Distinct().Should().HaveCountLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 6)]
    [InlineData(4, 4)]
    [InlineData(5, 10)]
    public void Unasked_it_is_the_fewest_balanced_rounds_and_at_least_four(int rows, int rounds) =>
        new ProviderOptions { Key = _ => null }.RoundsFor(rows).Should().Be(rounds);
}
