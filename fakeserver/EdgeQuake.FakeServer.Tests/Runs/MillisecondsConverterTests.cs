using System.Text.Json;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Times in JSON: milliseconds to the tick, and nothing else.</summary>
public sealed class MillisecondsConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new MillisecondsConverter() } };

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.0001")]
    [InlineData(-12_345, "-1.2345")]
    [InlineData(15_000_000, "1500")]
    [InlineData(9_007_199_254_740_993, "900719925474.0993")] // no double has it
    public void A_time_is_written_to_the_tick_and_read_back(long ticks, string json)
    {
        JsonSerializer.Serialize(TimeSpan.FromTicks(ticks), Options).Should().Be(json);
        JsonSerializer.Deserialize<TimeSpan>(json, Options).Ticks.Should().Be(ticks);
    }

    [Theory]
    [InlineData("1e30")]
    [InlineData("922337203685478")]
    [InlineData("-1e28")]
    [InlineData("\"5ms\"")]
    [InlineData("null")]
    public void What_is_no_time_is_refused(string json) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<TimeSpan>(json, Options)).Should().Throw<JsonException>().WithMessage("expected a number of milliseconds*");
}
