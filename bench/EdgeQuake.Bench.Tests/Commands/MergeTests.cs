using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>merge</c> as a user calls it: files in, one run with all its files out, and refusals in one line.</summary>
public sealed class MergeTests
{
    [Fact]
    public async Task Runs_become_one_that_every_other_verb_takes()
    {
        using var tool = new Tool();
        Write(tool, "a", Made.Run());
        Write(tool, "b", Made.Run(seed: 7));
        var called = await tool.RunAsync("merge", "a", "b/run.json", "--out", "both");

        called.Exit.Should().Be(ExitCode.Ok, called.Error);
        called.Out.Should().Contain("2 runs joined").And.MatchRegex(@"time to first token +ms +2,400 ");
        foreach (var file in new[] { "run.json", "streams.csv.gz", "tokens.csv.gz", "latency.hlog", "report.html", "report.md" })
        {
            tool.Has($"both/{file}").Should().BeTrue("{0} is written", file);
        }

        Write(tool, "c", Made.Run(seed: 9));
        (await tool.RunAsync("merge", "both", "c", "--out", "all")).Out.Should().Contain("3 runs joined");
        (await tool.RunAsync("compare", "both", "all")).Exit.Should().Be(ExitCode.Ok);
        (await tool.RunAsync("report", "all", "--view", "vllm")).Exit.Should().Be(ExitCode.Ok);
    }

    [Fact]
    public async Task Runs_that_are_not_alike_are_joined_only_when_told()
    {
        using var tool = new Tool();
        Write(tool, "a", Made.Run());
        Write(tool, "b", Made.Run(rate: 10));
        await Refused(tool, "error: the runs are not alike: load: open, 20/s constant in a, open, 10/s constant in b (and 1 more); --anyway joins them nevertheless", "merge", "a", "b");

        var told = await tool.RunAsync("merge", "a", "b", "--anyway", "--out", "both");
        told.Exit.Should().Be(ExitCode.Ok, told.Error);
        told.ErrorLines.Should().HaveCount(2).And.OnlyContain(l => l.StartsWith("warning: joined although not alike: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_joined_is_said_in_one_line()
    {
        using var tool = new Tool();
        Write(tool, "a", Made.Run(50));
        Made.Write(tool, "plain", Made.Run(50));
        await Refused(tool, "error: a/run.json: this run is named twice, and would be counted twice", "merge", "a", "a/run.json");
        await Refused(tool, "error: plain/tokens.csv.gz: there is no such file; merge needs every stamp, which 'load --timelines' writes beside its run.json", "merge", "a", "plain");
        await Refused(tool, "error: none/run.json: there is no such file; expected the run.json of a run", "merge", "a", "none/run.json");
        File.Copy(Path.Combine(tool.Folder, "a/tokens.csv.gz"), Path.Combine(tool.Folder, "plain/streams.csv.gz"), overwrite: true);
        File.Copy(Path.Combine(tool.Folder, "a/tokens.csv.gz"), Path.Combine(tool.Folder, "plain/tokens.csv.gz"));
        await Refused(tool, "error: plain: there is no column 'class'; expected the streams.csv.gz of a load run", "merge", "a", "plain");
        (await tool.RunAsync("merge")).Exit.Should().Be(ExitCode.Usage);
    }

    private static async Task Refused(Tool tool, string line, params string[] args)
    {
        var called = await tool.RunAsync(args);
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().Equal(line);
    }

    private static void Write(Tool tool, string folder, LoadResult run) => RunFiles.Write(Path.Combine(tool.Folder, folder), run, timelines: true);
}
