using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The one line of dependencies, FakeServer ◄ Conformance ◄ Bench ◄ Harness: what MSBuild would accept and the layout does not.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["EdgeQuake.FakeServer"] = [],
        ["EdgeQuake.FakeServer.Tests"] = ["EdgeQuake.FakeServer"],
        ["EdgeQuake.Conformance"] = ["EdgeQuake.FakeServer"],
        ["EdgeQuake.Conformance.XunitV3"] = ["EdgeQuake.Conformance"],
        ["EdgeQuake.Conformance.Tests"] = ["EdgeQuake.Conformance", "EdgeQuake.Conformance.XunitV3"],
        ["EdgeQuake.Bench"] = ["EdgeQuake.Conformance"],
        ["EdgeQuake.Bench.Parsers"] = ["EdgeQuake.Bench"],
        ["EdgeQuake.Bench.NBomber"] = ["EdgeQuake.Bench"],
        ["EdgeQuake.Harness"] = ["EdgeQuake.Bench"],
        ["EdgeQuake.Bench.Locust"] = ["EdgeQuake.Harness"],
        ["EdgeQuake.Bench.Tests"] = ["EdgeQuake.Harness", "EdgeQuake.Bench.Locust", "EdgeQuake.Bench.Parsers", "EdgeQuake.Conformance.XunitV3"],
    };

    [Fact]
    public void Projects_refer_only_down_the_line()
    {
        var projects = Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && !f.Contains("/adapters/", StringComparison.Ordinal) && !f.Contains("/templates/", StringComparison.Ordinal)).ToList();
        projects.Select(p => Path.GetFileNameWithoutExtension(p)).Should().BeEquivalentTo(Allowed.Keys);
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            XDocument.Parse(Repository.Text(project)).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
                .Should().BeSubsetOf(Allowed[name], "{0} stands where it stands in the line", name);
        }
    }

    [Fact]
    public void Adapters_stand_on_nothing_of_ours()
    {
        var references = from file in Repository.Files
                         where file.Contains("/adapters/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)
                         from reference in XDocument.Parse(Repository.Text(file)).Descendants("ProjectReference")
                         select $"{file}: {reference.Attribute("Include")?.Value}";
        references.Should().BeEmpty("an adapter wraps a client that nobody here wrote, and must be no different from a stranger's");
    }

    [Theory]
    [InlineData("fakeserver/", "EdgeQuake.Conformance|EdgeQuake.Bench|EdgeQuake.Harness;")]
    [InlineData("conformance/", "EdgeQuake.Bench|EdgeQuake.Harness;")]
    [InlineData("bench/EdgeQuake.Bench/", "EdgeQuake.Harness;|Spectre.Console|System.CommandLine")]
    public void No_source_uses_a_namespace_from_further_up(string folder, string above)
    {
        var words = above.Split('|').Select(w => $"using {w.TrimEnd(';')}").ToList();
        var found = from file in Repository.Sources
                    where file.StartsWith(folder, StringComparison.Ordinal)
                    from line in Repository.Lines(file)
                    where words.Exists(w => line.StartsWith(w, StringComparison.Ordinal))
                    select $"{file}: {line}";
        found.Should().BeEmpty();
    }

    [Fact]
    public void One_namespace_a_project()
    {
        var found = from file in Repository.Sources
                    where !file.Contains("/adapters/", StringComparison.Ordinal) && !file.Contains("/templates/", StringComparison.Ordinal)
                    let project = file.Split('/')[1]
                    from line in Repository.Lines(file)
                    let match = NamespaceLine().Match(line)
                    where match.Success && match.Groups[1].Value != project
                    select $"{file}: {line}";
        found.Should().BeEmpty("folders are the steps of the flow, not namespaces");
    }

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex NamespaceLine();
}
