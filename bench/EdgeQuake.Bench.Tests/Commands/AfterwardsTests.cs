using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What is done with a finished run: <c>compare</c>, <c>baseline write</c>; and the corpus as files: <c>vectors export</c>.</summary>
public sealed class AfterwardsTests
{
    private const string Curl = "curl -sN -G {url} --data-urlencode query={query}";

    [Fact]
    public async Task A_failure_becomes_a_line_of_a_baseline_and_a_run_against_itself_is_no_worse()
    {
        using var tool = new Tool();
        (await tool.RunAsync("conform", "--exec", Curl, "--run", "guide/flush,guide/exec-cut", "--out", "run")).Exit.Should().Be(ExitCode.Bad);

        var same = await tool.RunAsync("compare", "run", "run/run.json");
        same.Exit.Should().Be(ExitCode.Ok, same.Error);
        same.Out.Should().Contain("0 worse, 0 better");

        var written = await tool.RunAsync("baseline", "write", "run", "--to", "known.yaml");
        written.Exit.Should().Be(ExitCode.Ok, written.Error);
        tool.Read("known.yaml").Should().Contain("- case: guide/flush\n  reason: ''");
        (await tool.RunAsync("baseline", "write", "run", "--to", "known.yaml")).ErrorLines.Should().ContainSingle().Which.Should().Contain("is there already; --force overwrites it");

    }

    [Fact]
    public async Task Passed_before_and_failed_now_is_exit_1_and_the_other_way_round_is_not()
    {
        using var tool = new Tool();
        (await tool.RunAsync("conform", "--reference", "--run", "bom/start", "--out", "run")).Exit.Should().Be(ExitCode.Ok);
        tool.Write("worse.json", tool.Read("run/run.json").Replace("\"status\": \"passed\"", "\"status\": \"failed\"", StringComparison.Ordinal));

        var worse = await tool.RunAsync("compare", "run", "worse.json");
        worse.Exit.Should().Be(ExitCode.Bad, worse.Error);
        worse.Out.Should().Contain("worse: ").And.Contain("bom/start");
        (await tool.RunAsync("compare", "worse.json", "run")).Exit.Should().Be(ExitCode.Ok);
    }

    [Fact]
    public async Task Shares_of_the_cases_are_apart_and_together_all()
    {
        using var tool = new Tool();
        var whole = await Planned(tool, "1/1");
        var shares = new[] { await Planned(tool, "1/2"), await Planned(tool, "2/2") };
        shares.Sum().Should().Be(whole);
        shares.Should().OnlyContain(n => n > 0 && n < whole);
    }

    [Fact]
    public async Task Vectors_are_written_with_what_git_must_know()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("vectors", "export", "--run", "bom,line", "--out", "vectors");
        called.Exit.Should().Be(ExitCode.Ok, called.Error);
        tool.Read("vectors/.gitattributes").Should().Contain("*.bin binary");
        tool.Has("vectors/bom/start.bin").Should().BeTrue();
        tool.Read("vectors/bom/start.json").Should().Contain("\"events\"");
        (await tool.RunAsync("vectors", "export", "--run", "recon")).ErrorLines.Should().ContainSingle().Which.Should().Contain("told by its bytes alone");
    }

    private static async Task<int> Planned(Tool tool, string share)
    {
        var called = await tool.RunAsync("conform", "--exec", Curl, "--run", "bom,line", "--shard", share);
        return int.Parse(called.ErrorLines.Single(l => l.Contains(": judging ", StringComparison.Ordinal)).Split("judging ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
