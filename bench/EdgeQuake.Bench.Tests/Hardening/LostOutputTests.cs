using System.Text.Json;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What cannot be written, to a full disk, a folder that takes nothing, a pipe that was closed: one line, exit 3, and all else is there.</summary>
public sealed class LostOutputTests
{
    /// <summary>A limit on the size of files is a full disk that needs no root; .NET's own executable memory must not count as a file for it. The shell keeps the signal from ending the process.</summary>
    private static readonly Dictionary<string, string> Small = new() { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" };

    private const string FullDisk = "trap '' XFSZ; ulimit -f 4; exec \"$@\"";

    private static readonly string[] Files = ["run.json", "streams.csv.gz", "latency.hlog", "report.html", "report.md"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stdout_on_a_full_disk_is_one_line_and_every_file_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has a device that is always full");
        await using var server = await ServerAsync();
        using var tool = new Tool();
        await using var call = tool.Shell("exec \"$@\" >/dev/full", new Dictionary<string, string>(), Load(server, "run"));
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Broken, called.Error);
        Errors(called).Should().ContainSingle().Which.Should().StartWith("error: stdout cannot be written: ");
        Whole(tool, "run");
    }

    [Fact]
    public async Task Stderr_on_a_full_disk_costs_nothing_but_its_lines()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has a device that is always full");
        await using var server = await ServerAsync();
        using var tool = new Tool();
        await using var call = tool.Shell("exec \"$@\" 2>/dev/full", new Dictionary<string, string>(), Load(server, "run"));
        var called = await call.EndAsync();
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Out);
        called.Out.Should().Contain("time to first token");
        Whole(tool, "run");
    }

    [Theory]
    [InlineData("load")]
    [InlineData("conform")]
    [InlineData("list")]
    public async Task A_reader_that_leaves_after_a_line_costs_nothing_but_the_lines(string verb)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        await using var server = await ServerAsync();
        using var tool = new Tool();
        string[] args = verb switch { "load" => Load(server, "run"), "conform" => ["conform", "--reference", "--run", "bom", "--out", "run"], _ => [verb] };
        await using var call = tool.Shell("{ \"$@\"; echo $? >code; } | head -1", new Dictionary<string, string>(), args);
        var called = await call.EndAsync();
        tool.Read("code").Trim().Should().BeOneOf(["0", "4"], called.Error);
        called.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle();
        Errors(called).Should().BeEmpty();
        if (verb == "load")
        {
            Whole(tool, "run");
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_end_of_a_load_is_one_line_and_the_figures_are_printed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no ulimit");
        await using var server = await ServerAsync();
        using var tool = new Tool();
        await using var call = tool.Shell(FullDisk, Small, [.. Load(server, "run")[..^3], "8", "--out", "run"]);
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Broken, called.Error);
        Errors(called).Should().ContainSingle().Which.Should().StartWith("error: run/run.json, ").And.Contain(" were not written: ");
        called.Out.Should().Contain("time to first token").And.NotContain("report: ", "that is lost too");
        tool.Has("run/run.json").Should().BeFalse("half a run.json would be read as none");
        tool.Has("run/streams.csv.gz").Should().BeTrue("there was room for it");
    }

    [Fact]
    public async Task A_disk_that_is_full_while_clients_are_judged_costs_no_verdict_on_the_console()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no ulimit");
        using var tool = new Tool();
        await using var call = tool.Shell(FullDisk, Small, ["conform", "--reference", "--run", "bom", "--out", "run"]);
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Broken, called.Error);
        Errors(called).Should().HaveCount(2, "the lines that are written while it runs, and the files at its end: {0}", called.Error);
        called.Out.Should().Contain("passed");
        tool.Has("run/run.json").Should().BeFalse();
    }

    [Fact]
    public async Task A_folder_that_is_lost_while_the_load_runs_is_one_line_and_the_figures_are_printed()
    {
        await using var server = await ServerAsync();
        using var tool = new Tool();
        await using var call = tool.Start([.. Load(server, "run")[..^4], "--for", "1m", "--out", "run"]);
        await call.Error.LineAsync("steady");
        Directory.Delete(Path.Combine(tool.Folder, "run"));
        tool.Write("run", "a file stands in its place");
        await call.InterruptAsync();
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Interrupted, called.Error);
        Errors(called).Should().ContainSingle().Which.Should().Contain("run.json, streams.csv.gz, latency.hlog, report.html, report.md were not written");
        called.Out.Should().Contain("outcomes");
    }

    [Theory]
    [InlineData("load")]
    [InlineData("load --sweep 1,2 --for 1s")]
    [InlineData("conform --reference --run bom")]
    [InlineData("selftest")]
    [InlineData("selftest --soak 1m")]
    [InlineData("compare --guide")]
    [InlineData("")]
    public async Task A_folder_that_takes_no_file_is_said_before_anything_is_asked(string words)
    {
        await using var server = await ServerAsync();
        using var tool = new Tool();
        tool.Write("taken", "no folder can be made below a file");
        string[] call = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        call = call is ["load", .. var rest] ? ["load", $"{server.BaseAddress}", .. rest.Length > 0 ? rest : ["--concurrency", "1", "--count", "3"]] : call;
        var called = await tool.RunAsync([.. call, "--out", "taken/run"]);
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: --out: taken/run takes no file, and nothing was begun: ");
        called.Out.Should().BeEmpty();
        server.Journal.Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_without_the_right_to_write_is_said_before_anything_is_asked()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("root writes where it likes, and Windows has other rights: the test above has a folder that takes no file from anybody");
            return;
        }

        using var tool = new Tool();
        var folder = Directory.CreateDirectory(Path.Combine(tool.Folder, "locked"));
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var called = await tool.RunAsync("load", "http://127.0.0.1:9", "--concurrency", "1", "--count", "1", "--out", "locked");
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: --out: locked takes no file");
    }

    [Fact]
    public async Task A_results_folder_that_takes_no_file_is_one_line()
    {
        await using var server = await ServerAsync();
        using var tool = new Tool();
        (await tool.RunAsync(Load(server, "run"))).Error.Should().NotContain("error");
        tool.Write("results", "a file");
        var called = await tool.RunAsync("publish", "run");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: run cannot be published to results: ");
        called = await tool.RunAsync("report", "run", "--out", "results/again");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: results/again/report.html, report.md were not written: ");
    }

    private static string[] Load(FakeSseServer server, string folder) => ["load", $"{server.BaseAddress}", "--concurrency", "2", "--warm-up", "0s", "--count", "60", "--out", folder];

    private static IEnumerable<string> Errors(Called called) => called.ErrorLines.Where(l => l.StartsWith("error: ", StringComparison.Ordinal));

    private static void Whole(Tool tool, string folder)
    {
        Files.Should().AllSatisfy(f => tool.Has($"{folder}/{f}").Should().BeTrue(f));
        using var run = JsonDocument.Parse(tool.Read($"{folder}/run.json"));
        run.RootElement.GetProperty("summary").GetProperty("streams").GetInt32().Should().BePositive();
        tool.Read($"{folder}/report.html").TrimEnd().Should().EndWith("</html>");
    }

    private static Task<FakeSseServer> ServerAsync()
    {
        var set = ScenarioFile.Parse("- scenario: plain\n  protocol: edgequake\n  pace: { ttft: 10ms, itl: 10ms }\n  steps: [ { tokens: [a, b, c] }, { done: } ]\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
