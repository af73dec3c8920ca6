using System.Diagnostics;
using System.Xml.Linq;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The CI recipes, line by line as a CI system runs them: the tool from a local pack, an adapter as <c>new adapter</c> makes it, and a folder where nothing else is.</summary>
public sealed class RecipeTests(RecipeTests.Pack pack) : IClassFixture<RecipeTests.Pack>
{
    public static TheoryData<string> Recipes => [.. Repository.Files.Where(f => f.StartsWith("conformance/recipes/", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order()];

    [Fact]
    public void There_is_one_for_each_system_and_the_readme_names_it()
    {
        Recipes.Select(r => r.Data).Should().Equal("azure.yml", "github.yml", "gitlab.yml");
        Recipes.Should().AllSatisfy(r => Repository.Text("conformance/README.md").Should().Contain($"(recipes/{r.Data})"));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task Its_lines_judge_by_the_baseline_and_leave_every_file_that_it_hands_on(string name)
    {
        var recipe = Recipe.Read(name);
        using var tool = new Tool();
        (await tool.RunAsync("new", "adapter", "python", "--to", recipe.Variables["ADAPTER"])).Exit.Should().Be(ExitCode.Ok);

        if (pack.Baseline is null)
        {
            var (unexplained, said) = await RunAsync(tool, recipe);
            unexplained.Should().Be((int)ExitCode.Bad, "a client with failures that nobody has explained fails the job: {0}", said);
            await ExplainAsync(tool, recipe.Variables["ADAPTER"]);
            pack.Baseline = tool.Read($"{recipe.Variables["ADAPTER"]}/baseline.yaml");
        }

        // The adapter is the same in every recipe, so what the first one found is known to the others: a run of all cases is not for nothing.
        tool.Write($"{recipe.Variables["ADAPTER"]}/baseline.yaml", pack.Baseline);
        var (judged, output) = await RunAsync(tool, recipe);
        judged.Should().Be(0, "every failure is known now: {0}", output);
        recipe.Files.Should().NotBeEmpty().And.AllSatisfy(f => Path.Exists(Path.Combine(tool.Folder, f)).Should().BeTrue("{0} is handed on", f));
        XDocument.Parse(tool.Read("harness-out/conform/junit.xml")).Descendants("skipped").Should().Contain(s => s.Attribute("message")!.Value.StartsWith("known failure: ", StringComparison.Ordinal));
        if (name == "github.yml")
            tool.Read("summary.md").Should().EndWith(tool.Read("harness-out/conform/report.md"));
        if (name == "azure.yml")
            output.Should().Contain($"##vso[task.uploadsummary]{tool.Folder}/harness-out/conform/report.md");
    }

    private static async Task ExplainAsync(Tool tool, string adapter)
    {
        (await tool.RunAsync("baseline", "write", "harness-out/conform", "--to", $"{adapter}/baseline.yaml", "--force")).Exit.Should().Be(ExitCode.Ok);
        tool.Write($"{adapter}/baseline.yaml", tool.Read($"{adapter}/baseline.yaml").Replace("reason: ''", "reason: it is a template", StringComparison.Ordinal));
    }

    // As a CI system does: a shell of its own for each line, and after the first that fails only what is said to run always; the report lines are harmless either way.
    private async Task<(int Code, string Output)> RunAsync(Tool tool, Recipe recipe)
    {
        var (code, all) = (0, "");
        foreach (var line in recipe.Commands)
        {
            if (line.StartsWith("dotnet tool install", StringComparison.Ordinal) && Directory.Exists(Path.Combine(tool.Folder, ".tools")))
                continue;
            var start = new ProcessStartInfo("bash", ["-e", "-c", line + " 2>&1"]) { WorkingDirectory = tool.Folder, UseShellExecute = false, RedirectStandardOutput = true };
            foreach (var (variable, value) in recipe.Variables)
                start.Environment[variable] = value;
            start.Environment["PACKAGES"] = pack.Folder;
            start.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(tool.Folder, "summary.md");
            using var process = Process.Start(start)!;
            all += await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            code = code == 0 ? process.ExitCode : code;
        }

        return (code, all);
    }

    /// <summary>The package of the command as it was built with these tests.</summary>
    public sealed class Pack : IDisposable
    {
        public Pack()
        {
            var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(Pack).Assembly.Location)!))!;
            using var process = Process.Start(new ProcessStartInfo("dotnet", ["pack", "bench/EdgeQuake.Harness", "-c", configuration, "--no-build", "-o", Folder, "-v", "q", "-nologo"])
            {
                WorkingDirectory = Repository.Root,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.Should().Be(0, said);
        }

        /// <summary>What the adapter of the recipes fails, explained; null = not known yet. The tests of one class run one after the other.</summary>
        public string? Baseline { get; set; }

        public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"edgequake-pack-{Guid.NewGuid():N}");

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
