using System.Text.Json;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>show</c>, <c>list</c> and <c>explain</c> speak of the same ids.</summary>
public sealed class ShowTests
{
    [Fact]
    public async Task Hex_prints_every_byte()
    {
        using var tool = new Tool();
        var file = tool.Write("s.yaml", "- scenario: s\n  protocol: raw\n  steps: [ { raw: \"hi\\n\" } ]\n");
        var called = await tool.RunAsync("show", file, "--hex");
        called.Error.Should().BeEmpty();
        called.Exit.Should().Be(ExitCode.Ok);
        called.Out.Should().Contain("68 69 0a");
    }

    [Fact]
    public async Task A_cell_that_is_none_is_named()
    {
        using var tool = new Tool();
        var file = tool.Write("s.yaml", "- scenario: s\n  matrix: { write: [event, byte] }\n  steps: [ { token: a }, { done: } ]\n");
        var called = await tool.RunAsync("show", file, "--cell", "write=bite");
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("did you mean '[write=byte]'?");
    }

    [Fact]
    public async Task Every_listed_id_is_explained_and_shown()
    {
        using var tool = new Tool();
        var listed = await tool.RunAsync("list", "--json");
        listed.Exit.Should().Be(ExitCode.Ok);
        using var json = JsonDocument.Parse(listed.Out);
        var ids = json.RootElement.EnumerateArray().Select(e => e.GetProperty("id").GetString()!).ToList();
        ids.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThanOrEqualTo(12);
        foreach (var id in new[] { ids[0], ids[^1] })
        {
            (await tool.RunAsync("explain", id)).Out.Should().StartWith(id);
            (await tool.RunAsync("show", id)).Out.Should().StartWith(id);
        }
    }
}
