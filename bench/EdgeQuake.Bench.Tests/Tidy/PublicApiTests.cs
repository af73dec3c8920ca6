using System.Runtime.CompilerServices;
using EdgeQuake.Conformance.XunitV3;
using EdgeQuake.FakeServer;
using FluentAssertions;
using PublicApiGenerator;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What the libraries promise to others is approved in a file: a change shows as a difference. ACCEPT_GOLDEN=1 writes the files anew.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<Type> Libraries => [typeof(FakeSseServer), typeof(Conformance.Case), typeof(ConformanceTests), typeof(LoadEngine)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_api_is_the_approved_one(Type of)
    {
        var name = of.Assembly.GetName().Name!;
        var api = of.Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = ["Xunit.TheoryAttribute", "Xunit.MemberDataAttribute"] }).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(file, api);
        }

        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Difference(approved, api).Should().BeEmpty("the public API of {0} is what stands in Tidy/PublicApi/{0}.txt; if the change is meant, run this test with ACCEPT_GOLDEN=1 and commit the file", name);
    }

    [Fact]
    public void A_difference_names_what_went_and_what_came() =>
        Difference("a\nb\nc\n", "a\nc\nd\nd\n").Should().Equal("- b", "+ d", "+ d");

    /// <summary>Lines gone and lines come, in their order; a line that only moved is none.</summary>
    private static List<string> Difference(string approved, string now)
    {
        string[] before = approved.Split('\n'), after = now.Split('\n');
        return [.. Without(before, after).Select(l => $"- {l.Trim()}"), .. Without(after, before).Select(l => $"+ {l.Trim()}")];
    }

    private static List<string> Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = others.CountBy(l => l).ToDictionary(c => c.Key, c => c.Value);
        return [.. lines.Where(l => (left[l] = left.GetValueOrDefault(l) - 1) < 0)];
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicApi");
}
