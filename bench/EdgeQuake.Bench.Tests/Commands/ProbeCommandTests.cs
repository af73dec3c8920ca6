using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>probe</c> and <c>selftest</c> as a user calls them.</summary>
public sealed class ProbeCommandTests
{
    [Theory]
    [InlineData("--protocol", "raw", "error: --protocol: raw bytes have no tokens to measure; expected edgequake, openai-chat, openai-responses, anthropic, ollama, sse")]
    [InlineData("--header", "a: bé", "error: --header: the value of 'a' holds what a header cannot carry; expected printable ASCII")]
    public async Task A_bad_option_is_one_line(string option, string value, string line)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("probe", "http://127.0.0.1:1/", option, value);
        called.Exit.Should().Be(ExitCode.Usage);
        called.Error.Should().StartWith(line).And.NotContain("defect");
    }

    [Fact]
    public async Task One_stream_is_shown_as_a_waterfall()
    {
        await using var server = await FakeSseServer.StartAsync(
            BuiltInScenarios.All, FakeServerOptions.Default with { DefaultScenario = "what-is-edgequake" }, TestContext.Current.CancellationToken);
        using var tool = new Tool();
        var called = await tool.RunAsync("probe", $"{server.BaseAddress}");
        called.Exit.Should().Be(ExitCode.Ok, called.Error);
        called.Out.Should().Contain("first token").And.Contain("outcome").And.Contain("complete");
    }

    [Theory]
    [InlineData("probe http://127.0.0.1:9", ExitCode.Broken, "127.0.0.1:9 does not answer")]
    [InlineData("probe 127.0.0.1:9", ExitCode.Usage, "did you mean 'http://127.0.0.1:9'?")]
    [InlineData("selftest --levels 1,x", ExitCode.Usage, "'1,x' is no list of stream counts")]
    public async Task What_cannot_be_asked_is_one_line(string call, ExitCode exit, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(exit);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }

    [Fact]
    public async Task Selftest_prints_reported_less_true_for_each_level()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("selftest", "--levels", "1,5", "--for", "1s");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Error);
        called.Out.Should().Contain("reported − true").And.Contain("TTFT p50");
        tool.Read("harness-out/selftest/report.md").Should().Contain("| 5 |");
    }
}
