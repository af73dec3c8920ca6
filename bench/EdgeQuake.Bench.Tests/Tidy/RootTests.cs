using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The root holds what was agreed and nothing else; nothing tracked names a machine, a registry or a private folder.</summary>
public sealed partial class RootTests
{
    private static readonly string[] Allowed =
    [
        "README.md", "EdgeQuake.Harness.sln", "fakeserver", "conformance", "bench", "results", "global.json", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", ".editorconfig", ".gitattributes", ".gitignore", ".config", ".github", ".ci", "LICENSE",
    ];

    [Fact]
    public void Root_entries_are_as_given() =>
        Repository.Files.Select(f => f.Split('/')[0]).Distinct().Should().BeSubsetOf(Allowed);

    [Theory]
    [InlineData("fakeserver")]
    [InlineData("conformance")]
    [InlineData("bench")]
    [InlineData("results")]
    public void Every_folder_of_the_root_has_a_readme(string folder) => Repository.Files.Should().Contain($"{folder}/README.md");

    [Fact]
    public void Nothing_tracked_names_a_registry_a_machine_path_or_a_private_folder()
    {
        var found = from file in Repository.Files
                    where !file.EndsWith(".gz", StringComparison.Ordinal) && file != ThisFile
                    from hit in Forbidden().Matches(Repository.Text(file))
                    select $"{file}: {hit.Value}";
        found.Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"resolved\": \"https://example.test/x.tgz\"")]
    [InlineData("see ../shared/design")]
    [InlineData("/home/someone/project")]
    [InlineData("/work/wt/x")]
    public void The_pattern_finds_what_it_is_for(string text) => Forbidden().IsMatch(text).Should().BeTrue();

    private const string ThisFile = "bench/EdgeQuake.Bench.Tests/Tidy/RootTests.cs";

    [GeneratedRegex("""\.\./shared\b|"resolved":\s*"http|<add key="[^"]*" value="http|registry\s*=\s*http|(?<![\w.])/(home|root|work|Users)/\w""")]
    private static partial Regex Forbidden();
}
