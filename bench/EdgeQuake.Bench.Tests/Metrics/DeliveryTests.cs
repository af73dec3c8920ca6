using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Streamed, bunched or buffered, from stamps alone.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public void Tokens_one_by_one_are_streamed() => Delivery.Of(Some.Tokens(0, 20, 40, 60)).Should().Be(new Delivery(DeliveryClass.Streamed, 0, 1));

    [Fact]
    public void All_in_one_read_is_buffered()
    {
        TokenStamp[] tokens = [.. Enumerable.Range(0, 10).Select(_ => new TokenStamp(Some.Ms(500), 3, 4))];

        Delivery.Of(tokens).Should().Be(new Delivery(DeliveryClass.Buffered, 1, 10));
    }

    [Fact]
    public void Within_a_millisecond_is_together_even_in_reads_of_their_own() =>
        Delivery.Of(Some.Tokens(0, 0.5, 1.0, 1.9, 2.9)).Class.Should().Be(DeliveryClass.Buffered);

    [Fact]
    public void Two_at_a_time_is_bunched()
    {
        var delivery = Delivery.Of(Some.Tokens(0, 0.5, 40, 40.5, 80, 80.5, 120, 120.5));

        delivery.Class.Should().Be(DeliveryClass.Bunched);
        delivery.LongestBurst.Should().Be(2);
        delivery.Bunched.Should().BeApproximately(4.0 / 7, 1e-9);
    }

    [Fact]
    public void A_first_token_alone_and_the_rest_at_once_is_buffered_from_ten_tokens_on() =>
        Delivery.Of(Some.Tokens([0, .. Enumerable.Range(0, 9).Select(i => 300 + (i * 0.1))])).Class.Should().Be(DeliveryClass.Buffered);

    [Fact]
    public void Three_tokens_are_too_few_to_say() => Delivery.Of(Some.Tokens(0, 0, 0)).Class.Should().BeNull();

    [Fact]
    public void No_token_has_no_burst() => Delivery.Of([]).Should().Be(new Delivery(null, 0, 0));
}
