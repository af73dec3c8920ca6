using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A soak's line: finds the growth that is there, none where there is none, and says so by its interval.</summary>
public sealed class SlopeTests
{
    [Theory]
    [InlineData(0, "FLAT", 0)]
    [InlineData(1.0, "GROWS", 1)]
    public void Growth_is_told_from_noise(double perMinute, string verdict, int exit)
    {
        var result = Result([.. Enumerable.Range(0, 180).Select(i => Sample(i, 100 + (perMinute * i / 12) + Noise(i)))]);
        result.Verdict.Should().Be(verdict);
        result.ExitCode.Should().Be(exit);
        result.Resident!.Lower.Should().BeLessThanOrEqualTo(perMinute * 1048576);
        result.Resident.Upper.Should().BeGreaterThanOrEqualTo(perMinute * 1048576);
    }

    [Fact]
    public void Few_samples_show_nothing() => Result([.. Enumerable.Range(0, 8).Select(i => Sample(i, 100))]).ExitCode.Should().Be(5);

    [Fact]
    public void A_run_is_read_back_as_it_was_written()
    {
        var json = SoakReport.Json(Result([.. Enumerable.Range(0, 60).Select(i => Sample(i, 100 + Noise(i)))]));
        SoakReport.Json(SoakReport.Read(json)).Should().Be(json);
    }

    private static double Noise(int i) => Chance(i) - 0.5;

    private static double Chance(int i) => ((i * 2654435761L) % 1000) / 1000.0;

    private static SoakSample Sample(int i, double mib) => new(TimeSpan.FromSeconds(5 * i), mib * 1048576, 1048576, 2097152, 2000, i, i);

    private static SoakResult Result(IReadOnlyList<SoakSample> samples) => SoakRun.Result(
        new SoakOptions { Serve = [] }, samples, null, null, RunHeaders.Capture("soak", 1, 1, [], DateTimeOffset.UnixEpoch, TimeSpan.Zero), interrupted: false);
}
