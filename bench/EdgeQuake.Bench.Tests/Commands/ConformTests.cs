using System.Text.Json;
using System.Xml.Linq;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>conform</c> and <c>doctor</c> as a user calls them: files, exit codes, and a clear line for each thing that breaks.</summary>
public sealed class ConformTests
{
    private const string Hello =
        """{"name":"shell","version":"1","language":"sh","apis":["edgequake.query.documented"],"profiles":["llm"],"capabilities":[],"parallel":1,"policy":{}}""";

    [Fact]
    public async Task The_reference_clients_pass_and_every_file_is_written()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("conform", "--reference", "--run", "bom", "--out", "run");
        called.Exit.Should().Be(ExitCode.Ok, called.Error + called.Out);
        using var run = JsonDocument.Parse(tool.Read("run/run.json"));
        run.RootElement.GetProperty("header").GetProperty("kind").GetString().Should().Be("conformance");
        XDocument.Parse(tool.Read("run/junit.xml")).Descendants("testcase").Should().NotBeEmpty();
        tool.Read("run/report.html").Should().Contain("bom/start");

        tool.Delete("run/report.html");
        (await tool.RunAsync("report", "run")).Exit.Should().Be(ExitCode.Ok);
        tool.Read("run/report.html").Should().Contain("bom/start");
    }

    [Fact]
    public async Task The_step_summary_is_appended_to_and_one_that_cannot_be_written_costs_no_report()
    {
        using var tool = new Tool();
        tool.Write("summary.md", "before\n");
        string[] call = ["conform", "--reference", "--run", "bom/start"];
        await using (var good = tool.Start(new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = "summary.md" }, [.. call, "--out", "run"]))
            (await good.EndAsync()).Exit.Should().Be(ExitCode.Ok);
        tool.Read("summary.md").Should().StartWith("before\n# Conformance").And.Be("before\n" + tool.Read("run/report.md"));

        await using var bad = tool.Start(new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = "no-such-folder/summary.md" }, [.. call, "--out", "other"]);
        var called = await bad.EndAsync();
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().Contain(l => l.StartsWith("error: GITHUB_STEP_SUMMARY: no-such-folder/summary.md", StringComparison.Ordinal));
        foreach (var file in (string[])["run.json", "junit.xml", "results.trx", "report.html", "report.md", "badge.json"])
            tool.Has($"other/{file}").Should().BeTrue(file);
    }

    [Fact]
    public async Task The_lines_are_the_run_and_reports_are_made_of_a_killed_run_too()
    {
        using var tool = new Tool();
        (await tool.RunAsync("conform", "--reference", "--run", "bom", "--out", "run")).Exit.Should().Be(ExitCode.Ok);
        var lines = tool.Read("run/results.ndjson");
        (await tool.RunAsync("compare", "run", "run/results.ndjson")).Exit.Should().Be(ExitCode.Ok);

        tool.Write("cut.ndjson", lines[..(lines.LastIndexOf("{\"of\"", StringComparison.Ordinal) - 20)]);
        var called = await tool.RunAsync("report", "cut.ndjson", "--out", "again");
        called.Exit.Should().Be(ExitCode.Ok, called.Error);
        called.Error.Should().Contain("no footer");
        tool.Read("again/report.md").Should().Contain("interrupted");
    }

    [Fact]
    public async Task Lines_that_cannot_be_written_are_named_and_the_run_goes_on()
    {
        using var tool = new Tool();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "run", "results.ndjson"));
        var called = await tool.RunAsync("conform", "--reference", "--run", "bom/start", "--out", "run");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle(l => l.StartsWith("error: results.ndjson could not be made", StringComparison.Ordinal));
        JsonDocument.Parse(tool.Read("run/run.json")).RootElement.GetProperty("clients")[0].GetProperty("verdicts").GetArrayLength().Should().BePositive();
        tool.Has("run/report.html").Should().BeTrue();
    }

    [Fact]
    public async Task Curl_as_a_plain_command_is_judged()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("conform", "--exec", "curl -sN {url}", "--run", "bom/start");
        called.Exit.Should().Be(ExitCode.Bad, "curl prints frames, not the answer: {0}", called.Error);
        tool.Has("harness-out/conform/run.json").Should().BeTrue();
    }

    [Fact]
    public async Task Known_failures_of_the_one_client_may_lie_in_a_file_of_their_own()
    {
        using var tool = new Tool();
        string[] call = ["conform", "--exec", "curl -sN {url}", "--run", "bom/start", "--baseline", tool.Write("known.yaml", "- { case: bom/start, reason: curl prints frames }\n")];
        (await tool.RunAsync(call)).Exit.Should().Be(ExitCode.Ok);
        (await tool.RunAsync("conform", "--reference", "--run", "bom/start", "--baseline", "known.yaml")).ErrorLines.Should().ContainSingle().Which.Should().Contain("of one client, and 4 are named");
        tool.Write("known.yaml", "- { case: bom/start }\n");
        var called = await tool.RunAsync(call);
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("known.yaml:1:3").And.Contain("has no reason");
    }

    [Theory]
    [InlineData("conform", "no client is named")]
    [InlineData("conform --exec curl", "names neither {url} nor {origin}")]
    [InlineData("conform no-such-folder", "no adapter here")]
    [InlineData("conform --reference --run bom/strat", "did you mean 'bom/start'?")]
    [InlineData("conform --reference --profile cor", "did you mean 'core'?")]
    [InlineData("conform --reference --level MUSTN", "did you mean 'MUST'?")]
    [InlineData("conform --reference --profile exec --run bom/start", "select no case")]
    public async Task A_bad_choice_is_one_line_and_exit_2(string call, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }

    [Theory]
    [InlineData("echo rubbish; cat", "rubbish")]
    [InlineData("echo last words >&2; exit 7", "last words")]
    [InlineData("read hello; echo '{\"name\":\"x\"}'; cat", "hello")]
    [InlineData("sleep 300", "hello")]
    public async Task An_adapter_that_does_not_say_hello_is_one_line_and_exit_3(string script, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("doctor", "--", "sh", "-c", script);
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(expected);
    }

    [Theory]
    [InlineData("echo rubbish")]
    [InlineData("exit 7")]
    public async Task An_adapter_that_breaks_in_a_run_is_named_and_the_results_so_far_are_written(string onRun)
    {
        using var tool = new Tool();
        var script = tool.Write("adapter.sh", $"read hello\necho '{Hello}'\nwhile read run; do {onRun}; done\n");
        var called = await tool.RunAsync("conform", "--", "sh", script);
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().Contain(l => l.Contains("doctor", StringComparison.Ordinal));
        tool.Has("harness-out/conform/run.json").Should().BeTrue();
    }

    [Fact]
    public async Task Ctrl_C_half_way_writes_what_was_judged()
    {
        using var tool = new Tool();
        await using var call = tool.Start("conform", "--reference");
        await call.Error.LineAsync(": judging");
        await call.InterruptAsync();
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Interrupted, called.Error);
        using var run = JsonDocument.Parse(tool.Read("harness-out/conform/run.json"));
        run.RootElement.GetProperty("clients")[0].GetProperty("interrupted").GetBoolean().Should().BeTrue();
    }
}
