using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>publish</c> names a run by what, when and machine, lists it, and never overwrites.</summary>
public sealed class PublishTests
{
    private const string Run =
        """
        {"header":{"kind":"load","machine":"linux-x64, Some CPU (R) 3.0, 2 cores","commit":"abc1234","startedUtc":"2026-03-04T05:06:07Z"},
         "load":{"target":"http://localhost:8080/"}}
        """;

    [Fact]
    public async Task A_run_is_copied_and_listed_once()
    {
        using var tool = new Tool();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "run"));
        tool.Write("run/run.json", Run);
        tool.Write("run/report.html", "<html>");
        tool.Write("run/secret.log", "stays here");

        var called = await tool.RunAsync("publish", "run", "--name", "My Server");
        called.Error.Should().BeEmpty();
        called.Exit.Should().Be(ExitCode.Ok);
        const string name = "my-server-2026-03-04-linux-x64-some-cpu-r-3-0-2-cores";
        tool.Read($"results/{name}/run.json").Should().Be(Run);
        tool.Has($"results/{name}/secret.log").Should().BeFalse();
        tool.Read("results/README.md").Should().Contain($"| [{name}]({name}/report.html) | load | http://localhost:8080/ | abc1234 |");

        tool.Read("results/index.html").Should().Contain("my-server").And.Contain("its figures cannot be read: run.json:", "this run.json is of kind load and holds no load");

        var again = await tool.RunAsync("publish", "run", "--name", "My Server");
        again.Exit.Should().Be(ExitCode.Usage);
        again.ErrorLines.Should().ContainSingle().Which.Should().Contain("never overwritten");
    }

    [Fact]
    public async Task The_index_alone_is_written_again()
    {
        using var tool = new Tool();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "results", "some-run"));
        tool.Write("results/some-run/run.json", Run.Replace("\"load\"", "\"cake\"", StringComparison.Ordinal));

        var called = await tool.RunAsync("publish", "--index");
        called.Exit.Should().Be(ExitCode.Ok);
        called.Out.Should().Contain("results/index.html");
        tool.Read("results/README.md").Should().Contain("| [some-run](some-run/run.json) | cake |");
        tool.Read("results/index.html").Should().Contain("some-run/run.json");
    }

    [Theory]
    [InlineData("publish", "--index")]
    [InlineData("publish run --index", "without a folder")]
    [InlineData("publish --index", "results")]
    [InlineData("publish nothing", "nothing")]
    [InlineData("report nothing.json", "nothing.json")]
    public async Task A_run_that_is_not_there_is_exit_2(string call, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }

    [Fact]
    public async Task A_file_that_is_no_run_is_named()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("report", tool.Write("run.json", "{\"header\":{\"kind\":\"cake\"}}"));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("'cake'");
    }
}
