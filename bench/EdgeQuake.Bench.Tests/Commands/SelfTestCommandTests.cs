using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The server's self-tests through the built command, at a tiny size: real processes, real files.</summary>
public sealed class SelfTestCommandTests
{
    [Fact]
    public async Task Pacing_measures_both_servers_and_writes_the_run()
    {
        using var tool = new Tool();

        var called = await tool.RunAsync("selftest", "--pacing", "--levels", "5,5/unison", "--tokens", "100", "--for", "300ms", "--repeats", "1", "--out", "p");

        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], "another's load may spoil the machine: {0}", called.Error);
        var run = PacingReport.Read(tool.Read("p/run.json"));
        run.Broken.Should().BeNull();
        run.Rows.Select(r => (r.Server, r.Unison)).Should().BeEquivalentTo(
            [(Contender.Edgequake, false), (Contender.TaskDelay, false), (Contender.Edgequake, true), (Contender.TaskDelay, true)]);
        run.Rows.Should().OnlyContain(r => r.Failed == 0 && r.Repeats[0].Emission.Streams == 5 && r.Repeats[0].Emission.Tokens > 0);
        tool.Read("p/report.md").Should().Be(PacingReport.Markdown(run));
        (await tool.RunAsync("report", "p")).Exit.Should().Be(ExitCode.Ok);
    }

    [Fact]
    public async Task Throughput_without_aimock_says_so()
    {
        using var tool = new Tool();

        var called = await tool.RunAsync("selftest", "--throughput", "--for", "300ms", "--repeats", "1", "--aimock", "nowhere", "--out", "t");

        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], "{0}", called.Error);
        called.Out.Should().Contain("aimock was not measured: it is not installed in nowhere");
        var run = ThroughputReport.Read(tool.Read("t/run.json"));
        run.Rows.Select(r => (r.Manner, r.Server)).Should().BeEquivalentTo(
            [(Manner.Apart, Contender.Edgequake), (Manner.Apart, Contender.Bare), (Manner.Merged, Contender.Edgequake), (Manner.Paced, Contender.Edgequake)]);
        run.Rows.SelectMany(r => r.Repeats).Should().OnlyContain(m => m.Failed == 0 && m.EventsPerSecond > 0);
    }

    [Fact]
    public async Task Client_measures_all_that_are_asked_for_and_writes_the_run()
    {
        using var tool = new Tool();

        var called = await tool.RunAsync("selftest", "--client", "--for", "300ms", "--repeats", "1", "--streams", "10", "--without", "httpx,sse-parser", "--out", "c");

        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], "another's load may spoil the machine: {0}", called.Error);
        called.Out.Should().Contain("httpx was not measured: it was left out.");
        var run = ClientReport.Read(tool.Read("c/run.json"));
        run.Broken.Should().BeNull();
        run.Rows.Select(r => r.Client).Should().Equal(ClientContender.BareLoop, ClientContender.FastPath, ClientContender.HttpClient, ClientContender.SseParserInline);
        var measures = run.Rows.SelectMany(r => r.Repeats).ToList();
        measures.Should().OnlyContain(m => m.Failed == 0 && m.BytesPerEvent >= 0 && m.KilobytesPerStream >= 0);
        measures.Should().Contain(m => m.EventsPerSecond > 0 && m.Lateness.P50 > 0, "a window may be empty on a machine that starves one client, not for all");
        (await tool.RunAsync("report", "c")).Exit.Should().Be(ExitCode.Ok);
        tool.Read("c/report.md").Should().Be(ClientReport.Markdown(run));
    }

    [Fact]
    public async Task A_python_without_httpx_is_one_line_and_exit_3()
    {
        using var tool = new Tool();

        var called = await tool.RunAsync("selftest", "--client", "--for", "300ms", "--repeats", "1", "--python", "no-such-python", "--out", "c");

        (called.Exit, called.ErrorLines.Single()).Should().Be(
            (ExitCode.Broken, "error: httpx is not installed for no-such-python: install it (Debian: python3-httpx), name another with --python, or leave it out with --without httpx"));
    }

    [Theory]
    [InlineData("--pacing, --throughput, --client and --soak are runs of their own; give one", "--pacing", "--throughput")]
    [InlineData("--without and --python are for --client", "--without", "httpx")]
    [InlineData("--levels and --tokens are not for --client", "--client", "--tokens", "5")]
    [InlineData("--levels: '10x' is no level; expected streams, 1000, or with their rate, 10000x2, or 1000/unison", "--pacing", "--levels", "5,10x")]
    [InlineData("--repeats is for --pacing, --throughput and --client", "--repeats", "3")]
    [InlineData("--aimock is for --throughput", "--pacing", "--aimock", "x")]
    [InlineData("--levels is not for --throughput", "--throughput", "--levels", "5")]
    public async Task What_does_not_go_together_is_one_line(string line, params string[] words)
    {
        using var tool = new Tool();

        var called = await tool.RunAsync(["selftest", .. words]);

        (called.Exit, called.ErrorLines.Single()).Should().Be((ExitCode.Usage, $"error: {line}"));
    }
}
