using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>check</c> names each mistake with file, line and column, and finds an expectation that its own script contradicts.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("protocol: edgequake\n  stepps: [ { done: } ]", "bad.yaml:3:3: ", "'steps'")]
    [InlineData("protocol: edgequack\n  steps: [ { done: } ]", "bad.yaml:2:13: ", "'edgequake'")]
    [InlineData("protocol: edgequake\n  steps: [ { wait: 20 parsecs }, { done: } ]", "bad.yaml:3:", "parsecs")]
    [InlineData("protocol: edgequake\n  lanes: [testhost]\n  steps: [ { token: a }, { reset: } ]", "bad.yaml:", "testhost")]
    [InlineData("protocol: edgequake\n  steps: [ { token: a }, { done: } ]\n  expect: { text: b }", "bad.yaml:", "text")]
    public async Task A_mistake_is_named_with_its_place(string yaml, string place, string words)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("check", tool.Write("bad.yaml", $"- scenario: bad\n  {yaml}\n"));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(place).And.Contain(words);
    }

    [Fact]
    public async Task A_good_file_is_counted()
    {
        using var tool = new Tool();
        var file = tool.Write("good.yaml", "- scenario: good\n  matrix: { write: [event, byte] }\n  steps: [ { token: a }, { done: } ]\n  expect: { outcome: complete, text: a }\n");
        var called = await tool.RunAsync("check", file);
        called.Error.Should().BeEmpty();
        called.Exit.Should().Be(ExitCode.Ok);
        called.Out.Trim().Should().Be("good.yaml: 1 scenario, 0 cases, 2 cells: well");
    }
}
