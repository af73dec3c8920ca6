using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Commands are split without a shell.</summary>
public sealed class AdapterCommandTests
{
    [Theory]
    [InlineData("node adapter.mjs", new[] { "node", "adapter.mjs" })]
    [InlineData("  a   'b c' \"d e\" f\"g\"'h' ", new[] { "a", "b c", "d e", "fgh" })]
    [InlineData("a \"q\\\"q\" \"b\\\\\" 'c\\' d\\e \"\"", new[] { "a", "q\"q", "b\\", "c\\", "d\\e", "" })]
    [InlineData("php ask.php {url} {query}", new[] { "php", "ask.php", "{url}", "{query}" })]
    public void Blanks_split_and_quotes_hold_together(string line, string[] words)
    {
        var (command, wrong) = AdapterCommand.Parse(line);

        wrong.Should().BeNull();
        command!.Arguments.Prepend(command.Program).Should().Equal(words);
    }

    [Theory]
    [InlineData("", "the command is empty")]
    [InlineData("a 'b", "the command has an open ' quote")]
    public void A_wrong_line_is_named(string line, string says) =>
        AdapterCommand.Parse(line).Wrong.Should().StartWith(says);

    [Fact]
    public void A_relative_program_with_a_slash_stands_beside_the_adapter()
    {
        var folder = Path.GetFullPath(Path.Combine("some", "where"));

        new AdapterCommand("./run.sh", [], folder).Resolved.Should().Be(Path.Combine(folder, "run.sh"));
        new AdapterCommand("node", [], folder).Resolved.Should().Be("node");
    }
}
