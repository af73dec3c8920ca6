using System.Diagnostics;
using System.Text.Json;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The script of <c>conformance/action</c>, with the environment that action.yml gives it, against a page of releases on the loopback address.</summary>
public sealed class ActionTests(LoopbackReleases releases) : IClassFixture<LoopbackReleases>
{
    private static readonly ActionFile Action = ActionFile.Read();

    [Fact]
    public async Task It_judges_an_adapter_as_its_inputs_say_and_passes_on_what_conform_says()
    {
        using var tool = new Tool();
        (await tool.RunAsync("new", "adapter", "python", "--to", "mine")).Exit.Should().Be(ExitCode.Ok);
        Dictionary<string, string> inputs = new() { ["adapter"] = "mine", ["profiles"] = "llm,core", ["level"] = "MUST", ["args"] = "--run\ndone\n--run\nbom\n", ["out"] = "reports of mine" };

        var (code, said) = await RunAsync(tool, inputs);

        code.Should().Be((int)ExitCode.Bad, "a template has failures that nobody has explained: {0}", said);
        tool.Read("output").Should().Be("exit-code=1\n");
        tool.Read("summary.md").Should().StartWith("# Conformance").And.Be(tool.Read("reports of mine/report.md"));
        tool.Read("reports of mine/report.html").Should().Contain("bom/start");
        using (var run = JsonDocument.Parse(tool.Read("reports of mine/run.json")))
        {
            var verdicts = run.RootElement.GetProperty("clients")[0].GetProperty("verdicts").EnumerateArray().ToArray();
            verdicts.Select(v => v.GetProperty("level").GetString()).Distinct().Should().Equal("MUST");
            verdicts.Select(v => v.GetProperty("case").GetString()!.Split('/')[0]).Distinct().Should().BeSubsetOf(["done", "bom"]);
        }

        (await tool.RunAsync("baseline", "write", "reports of mine", "--to", "known.yaml")).Exit.Should().Be(ExitCode.Ok);
        tool.Write("known.yaml", tool.Read("known.yaml").Replace("reason: ''", "reason: it is a template", StringComparison.Ordinal));
        inputs["baseline"] = "known.yaml";
        (code, said) = await RunAsync(tool, inputs);
        code.Should().Be(0, said);
        tool.Read("output").Should().EndWith("exit-code=0\n");
    }

    [Fact]
    public async Task The_latest_release_judges_a_plain_command_whose_words_stay_whole()
    {
        using var tool = new Tool();
        var (code, said) = await RunAsync(tool, new() { ["version"] = "latest", ["args"] = "--run\nbom/start\n--exec\ncurl -sN {url}" });
        code.Should().Be((int)ExitCode.Bad, "curl prints frames, not the answer: {0}", said);
        tool.Has("harness-out/conform/report.html").Should().BeTrue();
    }

    [Theory]
    [InlineData("9.9.9", "", "", 2, "there is no version '9.9.9' for Linux on x64")]
    [InlineData("", "", "", 2, "version 'main' is none; expected 1.2.3, v1.2.3 or latest")]
    [InlineData("v6.6.6", "", "", 2, "v6.6.6/edgequake-harness-linux-x64.tar.gz is ")]
    [InlineData("1.2.3", "00ff", "", 2, "and not 00ff: nothing of it was run")]
    [InlineData("1.2.3", "", "Darwin arm64", 2, "this runner is Darwin arm64, and releases hold a command for Linux x86_64 only")]
    [InlineData("1.2.3", "", "http://127.0.0.1:1/releases", 3, "cannot be had")]
    public async Task What_cannot_be_used_is_one_line_and_nothing_is_run(string version, string sha256, string elsewhere, int expected, string words)
    {
        using var tool = new Tool();
        var system = elsewhere.Contains(' ') ? elsewhere.Split(' ') : null;
        if (system is not null)
        {
            // A program that is found before the machine's own.
            tool.Write("uname", $"#!/bin/sh\n[ \"$1\" = -s ] && echo {system[0]} || echo {system[1]}\n");
            await ShellAsync(tool, "mkdir bin && mv uname bin && chmod +x bin/uname", []);
        }

        var (code, said) = await RunAsync(tool, new() { ["version"] = version, ["sha256"] = sha256, ["releases"] = system is null ? elsewhere : "", ["args"] = "--reference" }, tag: "main");

        code.Should().Be(expected, said);
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(words);
        tool.Has("harness-out/conform/run.json").Should().BeFalse();
        tool.Read("output").Should().Be($"exit-code={expected}\n");
    }

    [Fact]
    public async Task A_release_is_the_command_with_its_licence_the_same_bytes_each_time_and_of_no_other_tag()
    {
        using var tool = new Tool();
        string[] folders = [Path.Combine(tool.Folder, "one"), Path.Combine(tool.Folder, "two")];
        foreach (var folder in folders)
            (await releases.PackAsync(folder)).Code.Should().Be(0);

        var asset = Directory.GetFiles(folders[0], "*.tar.gz").Should().ContainSingle().Subject;
        File.ReadAllBytes(asset).Should().Equal(File.ReadAllBytes(Path.Combine(folders[1], Path.GetFileName(asset))));
        (await ShellAsync(tool, $"cd one && sha256sum -c *.sha256 && tar -tzf *.tar.gz", [])).Said.Should().Be("edgequake-harness-linux-x64.tar.gz: OK\nLICENSE\nedgequake-harness\n");

        var (code, said) = await releases.PackAsync(folders[1], tag: "v99.0.0");
        code.Should().Be(2);
        said.Should().StartWith("release: the tag is v99.0.0, and the command calls itself ").And.NotContain("\nr");
    }

    private Task<(int Code, string Said)> RunAsync(Tool tool, Dictionary<string, string> inputs, string tag = "v1.2.3")
    {
        Dictionary<string, string> github = new() { ["action_ref"] = tag, ["action_repository"] = LoopbackReleases.Name, ["server_url"] = releases.Server };
        return ShellAsync(tool, $"'{Path.Combine(Repository.Root, ActionFile.Folder, "run")}'", Action.Evaluate(inputs, github));
    }

    private static async Task<(int Code, string Said)> ShellAsync(Tool tool, string line, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var start = new ProcessStartInfo("bash", ["-c", line + " 2>&1"]) { WorkingDirectory = tool.Folder, UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{tool.Folder}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["RUNNER_TEMP"] = tool.Folder;
        start.Environment["GITHUB_OUTPUT"] = Path.Combine(tool.Folder, "output");
        start.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(tool.Folder, "summary.md");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }
}
