using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>load --dry-run</c> and the guard rails, as a user calls them.</summary>
public sealed class DryRunCommandTests
{
    [Fact]
    public async Task Nothing_is_sent_and_nothing_is_written()
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, FakeServerOptions.Default, TestContext.Current.CancellationToken);
        using var tool = new Tool();
        await using var call = tool.Start(new Dictionary<string, string> { ["TEST_KEY"] = "canary-4f9d27ab" },
            ["load", $"{server.BaseAddress}", "--rate", "50/s", "--for", "1m", "--header", "authorization: Bearer ${TEST_KEY}", "--dry-run"]);
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Ok, called.Error);
        called.Out.Should().Contain("3,000 planned").And.Contain("0 s, 59.98 s").And.Contain("authorization: ***").And.NotContain("canary");
        called.Error.Should().BeEmpty();
        server.Journal.Should().BeEmpty();
        Directory.GetFileSystemEntries(tool.Folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("--max-cost 1", "--max-cost: there is no price to count with")]
    [InlineData("--price cheap", "--price: 'cheap' is not a price; expected input/output")]
    [InlineData("--max-tokens-total 0", "--max-tokens-total: '0' is not a number of tokens")]
    [InlineData("--max-failed many", "--max-failed: 'many' is not a share; expected 0.01 or 1%")]
    public async Task Bad_limits_get_one_line(string words, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync([.. $"load http://localhost:9 --rate 3 --for 3s {words}".Split(' ')]);
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }
}
