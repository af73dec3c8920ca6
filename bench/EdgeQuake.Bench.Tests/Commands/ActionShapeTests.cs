using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Bench.Tests;

/// <summary>What GitHub asks of a composite action, and would only say on its own machines: every run step has a shell, every word that is used is declared.</summary>
public sealed partial class ActionShapeTests
{
    private readonly ActionFile action = ActionFile.Read();

    [Fact]
    public void It_has_the_keys_of_a_composite_action()
    {
        action.Root.Children.Keys.Select(k => k.ToString()).Should().Equal("name", "description", "inputs", "outputs", "runs");
        action.Root["runs"]["using"].ToString().Should().Be("composite");
        action.Steps.Should().AllSatisfy(step =>
        {
            var keys = step.Children.Keys.Select(k => k.ToString()).ToArray();
            keys.Should().BeSubsetOf(["id", "if", "name", "run", "shell", "uses", "with", "env", "working-directory", "continue-on-error"]);
            keys.Intersect(["run", "uses"]).Should().ContainSingle("a step runs something or uses something");
            keys.Contains("shell").Should().Be(keys.Contains("run"), "a composite run step must say its shell");
        });
    }

    [Fact]
    public void Every_input_is_described_has_a_default_and_is_used_and_no_other_is()
    {
        action.Inputs.Keys.Should().Contain(["adapter", "baseline", "profiles", "level", "version", "args"]);
        action.Inputs.Values.Should().AllSatisfy(i => i.Children.Keys.Select(k => k.ToString()).Should().Equal("description", "default"));
        Used("inputs").Should().BeEquivalentTo(action.Inputs.Keys);
        Used("github").Should().BeSubsetOf(["action_ref", "action_repository", "repository", "server_url"]);
    }

    [Fact]
    public void Every_output_is_one_of_a_step_and_the_script_writes_it()
    {
        var outputs = action.Outputs.Values.Select(o => Output().Match(o["value"].ToString())).ToArray();
        outputs.Should().NotBeEmpty().And.AllSatisfy(m => action.Steps.Where(s => s.Children.ContainsKey("id")).Select(s => s["id"].ToString()).Should().Contain(m.Groups["step"].Value));
        outputs.Should().AllSatisfy(m => Script.Should().Contain($"\"{m.Groups["name"].Value}="));
    }

    [Fact]
    public void The_script_may_be_run_and_reads_just_the_variables_that_it_is_given()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "ls-files", "--stage", $"{ActionFile.Folder}/run", ".ci/release"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.AllSatisfy(l => l.Should().StartWith("100755 "));
        Variable().Matches(Script).Select(m => m.Groups["name"].Value).Except(["RUNNER_TEMP", "TMPDIR", "GITHUB_OUTPUT"]).Distinct()
            .Should().BeEquivalentTo(action.Environment.Children.Keys.Select(k => k.ToString()));
    }

    [Fact]
    public void The_readme_has_every_input_with_its_sentence()
    {
        var rows = Repository.Lines($"{ActionFile.Folder}/README.md").Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        rows.Should().Equal(action.Inputs.Select(i => $"| `{i.Key}` | {i.Value["default"]} | {i.Value["description"]} |"));
        Repository.Text("conformance/README.md").Should().Contain("(action/README.md)");
    }

    /// <summary>The workflow of a release hands on what <c>.ci/release</c> leaves, from a whole history, without which the version is not known.</summary>
    [Fact]
    public void A_tag_makes_a_release_of_what_the_script_packs()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Text(".github/workflows/release.yml")));
        var root = yaml.Documents[0].RootNode;
        root["on"]["push"]["tags"][0].ToString().Should().Be("v*");
        root["permissions"]["contents"].ToString().Should().Be("write");
        var job = root["jobs"]["release"];
        job["env"]["TAG"].ToString().Should().Be("${{ github.ref_name }}");
        var steps = ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>().ToArray();
        steps[0]["with"]["fetch-depth"].ToString().Should().Be("0");
        var lines = steps.Where(s => s.Children.ContainsKey("run")).Select(s => s["run"].ToString()).ToArray();
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith(".ci/release ");
        lines[1].Should().StartWith("gh release create \"$TAG\" ").And.EndWith($" {lines[0].Split(' ')[1]}/*");
    }

    private static string Script => Repository.Text($"{ActionFile.Folder}/run");

    private IEnumerable<string> Used(string context) => Word().Matches(action.Text).Where(m => m.Groups["context"].Value == context).Select(m => m.Groups["name"].Value).Distinct();

    [GeneratedRegex(@"\b(?<context>inputs|github)\.(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\$\{\{ steps\.(?<step>\w+)\.outputs\.(?<name>[\w-]+) \}\}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Output();

    [GeneratedRegex(@"\$\{?(?<name>[A-Z][A-Z0-9_]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
