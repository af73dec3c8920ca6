using System.Text.Json;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>load</c> with a profile file, as a user calls it.</summary>
public sealed class ProfileCommandTests
{
    [Fact]
    public async Task A_profile_is_played_with_what_is_typed_on_top()
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, FakeServerOptions.Default, TestContext.Current.CancellationToken);
        using var tool = new Tool();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "profiles"));
        tool.Write("profiles/q.csv", "question\nwhat,\n".Replace(",", "", StringComparison.Ordinal));
        tool.Write("profiles/a.yaml", $"url: {server.BaseAddress}\nconcurrency: 1\ncount: 100000\nwarm-up: 0s\nprompts: q.csv\nprompt-field: question\n");
        var called = await tool.RunAsync("load", "profiles/a.yaml", "--count", "5", "--out", "run");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Out + called.Error);
        using var run = JsonDocument.Parse(tool.Read("run/run.json"));
        run.RootElement.GetProperty("load").GetProperty("count").GetInt32().Should().Be(5);
        server.Journal.Should().OnlyContain(e => e.Facts.Target.Contains("query=what", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("load --profile a.yaml", "a.yaml:2:1: unknown setting 'rat'")]
    [InlineData("load a.yaml", "a.yaml:2:1: unknown setting 'rat'")]
    [InlineData("load --profile b.yaml", "b.yaml: there is no such file")]
    [InlineData("load --rate 3 --for 3s", "no server is named")]
    public async Task What_is_wrong_is_one_line(string words, string expected)
    {
        using var tool = new Tool();
        tool.Write("a.yaml", "url: http://localhost:9\nrat: 3\n");
        var called = await tool.RunAsync(words.Split(' '));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }
}
