using EdgeQuake.Bench.Locust;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The worker as a user starts it: what cannot be used is one line and exit 2, a server that is not there exit 3, before any master hears of it.</summary>
public sealed class WorkerCommandTests
{
    [Theory]
    [InlineData("error: no server is named*")]
    [InlineData("error: --master: 'here' is not host:port; expected 127.0.0.1:5557", "--master", "here", "http://127.0.0.1:9")]
    [InlineData("error: unknown option '--rate'*", "http://127.0.0.1:9", "--rate", "3/s")]
    [InlineData("error: unknown option '--maxfailed'; did you mean '--max-failed'?*", "http://127.0.0.1:9", "--maxfailed", "1%")]
    [InlineData("error: profile.yaml:2:7: rate: how many users there are, and how long, is told while the load runs; expected no --rate", "profile.yaml")]
    public async Task What_cannot_be_used_is_one_line(string line, params string[] args)
    {
        using var tool = new Tool(typeof(WorkerVerb));
        tool.Write("profile.yaml", "url: http://127.0.0.1:9\nrate: 3/s\n");
        var called = await tool.RunAsync(args);
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Match(line);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_before_any_master_hears_of_it()
    {
        using var tool = new Tool(typeof(WorkerVerb));
        var called = await tool.RunAsync("http://127.0.0.1:9", "--protocol", "openai-chat");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: http://127.0.0.1:9 does not answer");
    }

    [Theory]
    [InlineData("127.0.0.1:5557", "127.0.0.1", 5557)]
    [InlineData("[::1]:1", "[::1]", 1)]
    [InlineData("locust-master:65535", "locust-master", 65535)]
    public void A_master_is_host_and_port(string word, string host, int port) => MasterAddress.Parse(word).Should().Be(new MasterAddress(host, port));

    [Theory]
    [InlineData("")]
    [InlineData("locust-master")]
    [InlineData(":5557")]
    [InlineData("http://x:5557")]
    [InlineData("x:0")]
    [InlineData("x:65536")]
    [InlineData("x:five")]
    public void Anything_else_is_none(string word) => MasterAddress.Parse(word).Should().BeNull();
}
