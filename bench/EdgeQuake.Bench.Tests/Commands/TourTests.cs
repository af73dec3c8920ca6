using System.Text.Json;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The first thing anyone runs: no words at all.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task Without_a_verb_it_judges_measures_and_writes_one_page()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync();
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], "a busy machine may call the load part invalid: {0}", called.Out + called.Error);
        called.Out.Should().Contain("AnswerStream").And.Contain("harness-out/tour/report.html").And.Contain("next:");
        var shown = DocLine.Read("README.md", Repository.Text("README.md")).First(l => l.Command.EndsWith("bench/EdgeQuake.Harness", StringComparison.Ordinal)).Shows;
        // The machine is another's, and how far to believe it too.
        Shown.Holds(System.Text.RegularExpressions.Regex.Replace(shown!, "(?m), (valid|degraded|invalid)$|^(machine +).*$", "$2…"), called.Out).Should().BeTrue("the README shows\n{0}and this was printed\n{1}", shown, called.Out);
        using var run = JsonDocument.Parse(tool.Read("harness-out/tour/run.json"));
        run.RootElement.GetProperty("conformance").GetProperty("clients").GetArrayLength().Should().BeGreaterThan(1);
        run.RootElement.GetProperty("load").GetProperty("header").GetProperty("kind").GetString().Should().Be("load");

        var page = tool.Read("harness-out/tour/report.html");
        page.Should().NotContain("src=\"http", "the page loads nothing from anywhere");
        tool.Delete("harness-out/tour/report.html");
        (await tool.RunAsync("report", "harness-out/tour")).Exit.Should().Be(ExitCode.Ok);
        tool.Read("harness-out/tour/report.html").Should().Be(page, "the page is a rendering of run.json and nothing else");
    }

    [Fact]
    public async Task Ctrl_C_half_way_writes_what_there_is()
    {
        using var tool = new Tool();
        await using var call = tool.Start();
        await call.Error.LineAsync("2/3");
        await call.InterruptAsync();
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Interrupted, called.Error);
        tool.Has("harness-out/tour/run.json").Should().BeTrue();
        tool.Has("harness-out/tour/report.html").Should().BeTrue();
    }
}
