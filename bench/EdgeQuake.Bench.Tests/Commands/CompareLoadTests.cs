using System.Text.Json;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>compare</c> of load runs and <c>load --baseline</c> as a user calls them: verdicts, exit codes, refusals, files for CI.</summary>
public sealed class CompareLoadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slower_is_a_regression_and_exit_1_with_a_table_for_people_and_files_for_programs()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run());
        Made.Write(tool, "now", Made.Run(slower: 1.3, seed: 7));
        await using var call = tool.Start(new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = Path.Combine(tool.Folder, "summary.md") }, ["compare", "was/run.json", "now", "--out", "out"]);
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Bad, called.Error);
        called.Out.Should().MatchRegex(@"ttft\.p50 .*\+2\d\.\d % .* REGRESSION").And.Contain("verdict REGRESSION: ttft.p50");
        tool.Read("out/compare.md").Should().Contain("| ttft.p50 |").And.Be(tool.Read("summary.md"));
        using var json = JsonDocument.Parse(tool.Read("out/compare.json"));
        json.RootElement.GetProperty("verdict").GetString().Should().Be("regression");
        json.RootElement.GetProperty("stats").EnumerateArray().Should().Contain(s => s.GetProperty("stat").GetString() == "rate.p50" && s.GetProperty("verdict").GetString() == "regression");
    }

    [Fact]
    public async Task The_same_server_again_passes_and_writes_nothing_unasked()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run());
        Made.Write(tool, "now", Made.Run(seed: 7));
        var called = await tool.RunAsync("compare", "was", "now/run.json");
        called.Exit.Should().Be(ExitCode.Ok, called.Out + called.Error);
        called.Out.Should().Contain("verdict PASS");
        Directory.GetFileSystemEntries(tool.Folder).Should().HaveCount(2);
    }

    [Fact]
    public async Task Too_few_streams_are_exit_5_and_how_many_it_takes()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run(40));
        Made.Write(tool, "now", Made.Run(40, seed: 7));
        var called = await tool.RunAsync("compare", "was", "now");
        called.Exit.Should().Be(ExitCode.Inconclusive, called.Error);
        called.Out.Should().Contain("n too small: p95 needs 130 samples").And.MatchRegex("verdict INCONCLUSIVE: .*about [0-9,]+ further streams");
    }

    [Fact]
    public async Task A_wider_margin_lets_more_be_the_same()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run());
        Made.Write(tool, "now", Made.Run(slower: 1.3, seed: 7));
        (await tool.RunAsync("compare", "was", "now", "--margin", "50%")).Exit.Should().Be(ExitCode.Ok);
    }

    [Fact]
    public async Task A_run_that_called_itself_invalid_is_exit_4()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run());
        Made.Write(tool, "now", Made.Run(trusted: false));
        var called = await tool.RunAsync("compare", "was", "now");
        called.Exit.Should().Be(ExitCode.Invalid, called.Error);
        called.Out.Should().Contain("the run after called itself INVALID");
    }

    [Fact]
    public async Task What_was_not_asked_alike_is_refused_unless_told()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run());
        Made.Write(tool, "now", Made.Run(rate: 40, seed: 7));
        var refused = await tool.RunAsync("compare", "was", "now");
        refused.Exit.Should().Be(ExitCode.Usage);
        refused.ErrorLines.Should().ContainSingle().Which.Should().Contain("not asked alike: load: open, 20/s constant before, open, 40/s constant after; --anyway");
        refused.Out.Should().BeEmpty();
        var told = await tool.RunAsync("compare", "was", "now", "--anyway");
        told.Exit.Should().Be(ExitCode.Ok, told.Error);
        told.Out.Should().Contain("not asked alike: load: open, 20/s constant before");
    }

    [Fact]
    public async Task What_cannot_be_compared_is_one_line_and_exit_2()
    {
        using var tool = new Tool();
        Made.Write(tool, "was", Made.Run(20));
        Made.Write(tool, "now", Made.Run(20));
        tool.Delete("now/streams.csv.gz");
        await Line("now/streams.csv.gz: there is no such file", "compare", "was", "now");
        tool.Write("now/streams.csv.gz", "no gzip");
        await Line("now/streams.csv.gz: this is no gzip file", "compare", "was", "now");
        await Line("--margin: '7' is not a share between 0 and 1", "compare", "was", "was", "--margin", "7");
        await Line("none: there is no such file", "load", "http://127.0.0.1:9", "--concurrency", "1", "--count", "1", "--baseline", "none");

        async Task Line(string expected, params string[] call)
        {
            var called = await tool.RunAsync(call);
            called.Exit.Should().Be(ExitCode.Usage, string.Join(' ', call));
            called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
        }
    }

    [Fact]
    public async Task A_load_is_held_against_its_baseline_and_refused_before_it_starts_where_it_asks_otherwise()
    {
        await using var fast = await ServerAsync("pace: { ttft: 2ms, itl: 2ms }\n  steps: [ { repeat: { times: 5, steps: [ { tokens: [a] } ] } }, { done: } ]");
        await using var slow = await ServerAsync("pace: { ttft: 400ms, itl: 20ms }\n  steps: [ { repeat: { times: 5, steps: [ { tokens: [a] } ] } }, { done: } ]");
        using var tool = new Tool();
        string[] words = ["--concurrency", "4", "--count", "40", "--warm-up", "0s"];
        await tool.RunAsync(["load", $"{fast.BaseAddress}", .. words, "--out", "was"]);
        var worse = await tool.RunAsync(["load", $"{slow.BaseAddress}", .. words, "--out", "now", "--baseline", "was"]);
        worse.Exit.Should().BeOneOf([ExitCode.Bad, ExitCode.Invalid], worse.Out + worse.Error);
        var expected = worse.Exit == ExitCode.Invalid ? "nothing can be said from it" : "REGRESSION: ttft.p50";
        worse.Out.Should().MatchRegex($"verdict .*{expected}", "a machine that is late by more than the difference cannot see it, and says so");
        tool.Read("now/compare.md").Should().Contain(expected);

        var before = slow.Journal.Count;
        var other = await tool.RunAsync("load", $"{slow.BaseAddress}", "--concurrency", "5", "--count", "40", "--baseline", "was");
        other.Exit.Should().Be(ExitCode.Usage);
        other.ErrorLines.Should().ContainSingle().Which.Should().Contain("load: closed, 4 at once before, closed, 5 at once after");
        slow.Journal.Count.Should().Be(before, "what cannot be compared is not played");
    }

    private static Task<FakeSseServer> ServerAsync(string body)
    {
        var set = ScenarioFile.Parse($"- scenario: loaded\n  protocol: edgequake\n  {body}\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
