using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The soaks under results/ are what their words say: as long, as many samples, the last one at the end, and the verdict that their samples give.</summary>
public sealed class PublishedSoakTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "results"), "soak*").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void It_lasted_as_long_as_it_was_asked_to(string folder)
    {
        var soak = Read(folder);
        var typed = soak.Header.Arguments;
        typed.Should().ContainInOrder("--soak", $"{soak.Minutes:0}m");
        soak.Header.Duration.Should().BeGreaterThanOrEqualTo(soak.For).And.BeLessThan(soak.For + TimeSpan.FromMinutes(2));
        soak.Samples.Zip(soak.Samples.Skip(1), (a, b) => b.At - a.At).Should().OnlyContain(gap => gap > TimeSpan.Zero && gap < TimeSpan.FromSeconds(30), "a soak that was not looked at proves nothing");
        soak.Samples[^1].At.Should().BeCloseTo(soak.For, TimeSpan.FromSeconds(30));
        (soak.Broken, soak.Interrupted, soak.Failed, soak.Verdict).Should().Be((null, false, 0, "FLAT"));
    }

    [Fact]
    public void One_of_them_lasted_half_an_hour_under_load() =>
        Folders.Select(f => Read(f.Data)).Should().Contain(s => s.Header.Duration >= TimeSpan.FromMinutes(30) && s.Streams >= 1000 && s.Complete > 100_000);

    private static SoakResult Read(string folder) => SoakReport.Read(Repository.Text($"results/{folder}/run.json"));
}
