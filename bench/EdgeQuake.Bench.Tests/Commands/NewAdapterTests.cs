using EdgeQuake.Conformance;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>From an empty folder to a verdict, as a newcomer does it: <c>new adapter</c>, then <c>conform</c>.</summary>
public sealed class NewAdapterTests
{
    [Theory]
    [InlineData("python", "python3", "--version")]
    [InlineData("typescript", "node", "--version")]
    public async Task A_new_adapter_gives_a_verdict_as_it_stands(string language, string needs, string version)
    {
        Assert.SkipUnless(Has(needs, version), $"{needs} is not installed");
        using var tool = new Tool();
        var made = await tool.RunAsync("new", "adapter", language, "--to", "my-client");
        made.Exit.Should().Be(ExitCode.Ok, made.Error);
        made.Out.Should().Contain("next: edgequake-harness conform my-client");
        tool.Read("my-client/conformance.yml").Should().Contain("edgequake-harness conform my-client").And.NotContain("INSTALL");

        var judged = await tool.RunAsync("conform", "my-client", "--run", "done,bom,utf8", "--out", "run");

        judged.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Bad], judged.Error);
        judged.Error.Should().Contain("my-client: judging").And.Contain(" 0 broken");
        tool.Read("run/run.json").Should().Contain("\"passed\"");
    }

    /// <summary>The ten languages that EdgeQuake has an SDK in; running them is for <c>.ci/adapters</c>.</summary>
    [Fact]
    public void Every_language_is_written_whole_named_on_the_page_and_marked_where_it_was_not_run()
    {
        var page = Repository.Text("conformance/ADAPTER.md");

        AdapterTemplate.All.Select(t => t.Language).Should().BeEquivalentTo("python", "typescript", "csharp", "go", "java", "kotlin", "php", "ruby", "rust", "swift");
        foreach (var template in AdapterTemplate.All)
        {
            var files = template.Write("my-client", "mine").ToDictionary(f => f.Name, f => f.Text);
            files.Keys.Should().BeEquivalentTo([.. template.Files, AdapterFolder.FileName, "baseline.yaml", "conformance.yml"], template.Language);
            files.Values.Should().Contain(t => t.Contains("my-client", StringComparison.Ordinal) && t.Contains("afterFirstToken", StringComparison.Ordinal), template.Language)
                .And.NotContain(t => t.Contains("INSTALL", StringComparison.Ordinal), template.Language);
            var row = page.Split('\n').Single(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Contains($"`{template.Language}`", StringComparison.Ordinal));
            files.Values.Any(t => t.Contains("NOT RUN", StringComparison.Ordinal)).Should().Be(row.Contains("*not run*", StringComparison.Ordinal), template.Language);
        }
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_left_alone_and_an_unknown_language_is_named()
    {
        using var tool = new Tool();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "mine"));
        tool.Write("mine/notes.txt", "x");

        (await tool.RunAsync("new", "adapter", "python", "--to", "mine")).ErrorLines.Should().ContainSingle().Which.Should().Contain("mine is there already and not empty");
        var wrong = await tool.RunAsync("new", "adapter", "pyhton");
        wrong.Exit.Should().Be(ExitCode.Usage);
        wrong.ErrorLines.Should().ContainSingle().Which.Should().Contain("did you mean 'python'?");
    }

    private static bool Has(string program, string argument)
    {
        try
        {
            using var asked = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, [argument]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            asked!.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
