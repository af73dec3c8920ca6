using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>load --sweep</c>, as a user calls it.</summary>
public sealed class SweepCommandTests
{
    [Fact]
    public async Task Each_level_has_its_run_and_the_sweep_its_report()
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, FakeServerOptions.Default, TestContext.Current.CancellationToken);
        using var tool = new Tool();
        var called = await tool.RunAsync("load", $"{server.BaseAddress}", "--sweep", "1,2", "--count", "4", "--warm-up", "0s", "--out", "run");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Out + called.Error);
        called.Out.Should().Contain("1 at once").And.Contain("best");
        tool.Has("run/level-1-at-once/run.json").Should().BeTrue();
        var report = tool.Read("run/report.md");
        tool.Delete("run/report.md");
        (await tool.RunAsync("report", "run")).Exit.Should().Be(ExitCode.Ok);
        tool.Read("run/report.md").Should().Be(report);
    }

    [Theory]
    [InlineData("--sweep 5-10/s --for 1s", "--sweep: '5-10/s' is not a sweep; expected levels")]
    [InlineData("--sweep 5,10/s", "the run has no end")]
    [InlineData("--sweep 5,10/s --rate 3 --for 1s", "both --rate and --sweep are given")]
    [InlineData("--sweep 5,10/s --for 1s --view vllm", "--view: a sweep is one run a level")]
    public async Task Bad_sweeps_get_one_line(string words, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync([.. $"load http://localhost:9 {words}".Split(' ')]);
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }
}
