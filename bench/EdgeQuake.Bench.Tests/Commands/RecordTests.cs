using System.Net;
using System.Net.Sockets;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>record</c> as a user runs it: what is in the file after Ctrl+C, and what cannot be recorded or written.</summary>
public sealed class RecordTests
{
    private const string Slow = "- scenario: slow\n  steps: [ { token: Edge }, { wait: 60s }, { done: } ]\n";

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_a_stream_keeps_all_that_came()
    {
        using var tool = new Tool();
        await using var server = await FakeSseServer.StartAsync(ScenarioFile.Parse(Slow, "slow.yaml").Scenarios[0], cancellation: TestContext.Current.CancellationToken);
        await using var call = tool.Start("record", "--upstream", server.BaseAddress.ToString(), "-o", "run.jsonl", "--port", "0");
        var root = (await call.Out.LineAsync("recording ")).Split(' ')[3];
        using (var client = new HttpClient())
        {
            await using var body = await client.GetStreamAsync(new Uri($"{root}/query/stream?query=x&api_key=geheim12345"), TestContext.Current.CancellationToken);
            (await body.ReadAsync(new byte[100], TestContext.Current.CancellationToken)).Should().BePositive();
            await call.InterruptAsync();
            var called = await call.EndAsync();
            called.Exit.Should().Be(ExitCode.Interrupted);
            called.ErrorLines.Should().Equal("run.jsonl: 1 exchange");
        }

        tool.Read("run.jsonl").Should().NotContain("geheim");
        var exchange = RecordingFile.Read(Path.Combine(tool.Folder, "run.jsonl")).Recording!.Exchanges.Should().ContainSingle().Subject;
        exchange.Reads.Should().NotBeEmpty();
        exchange.End!.How.Should().Be(RecordedEnding.Stopped);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "localhost:8080", "run.jsonl", "--upstream")]
    [InlineData(ExitCode.Usage, "ftp://localhost", "run.jsonl", "--upstream")]
    [InlineData(ExitCode.Usage, "http://a:geheim@localhost", "run.jsonl", "password")]
    [InlineData(ExitCode.Usage, "http://localhost:8080", "old.jsonl", "--force")]
    [InlineData(ExitCode.Broken, "http://localhost:8080", "no-folder/run.jsonl", "no-folder/run.jsonl cannot be written")]
    public async Task What_cannot_be_recorded_is_one_line(ExitCode exit, string upstream, string file, string says)
    {
        using var tool = new Tool();
        tool.Write("old.jsonl", "mine");
        var called = await tool.RunAsync("record", "--upstream", upstream, "-o", file, "--port", "0");
        called.Exit.Should().Be(exit);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(says).And.NotContain("geheim");
        tool.Read("old.jsonl").Should().Be("mine");
        tool.Has("run.jsonl").Should().BeFalse("nothing was recorded");
    }

    [Fact]
    public async Task A_full_disk_ends_the_recording_with_exit_3()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has a device that is always full");
        using var tool = new Tool();
        var called = await tool.RunAsync("record", "--upstream", "http://localhost:8080", "-o", "/dev/full", "--force", "--port", "0");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("/dev/full cannot be written");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exit_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var tool = new Tool();
        var called = await tool.RunAsync("record", "--upstream", "http://localhost:8080", "-o", "run.jsonl", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("port");
    }
}
