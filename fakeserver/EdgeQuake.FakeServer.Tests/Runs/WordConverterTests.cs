using System.Text.Json;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Enums in JSON: the words of files and reports, and what is said of those that are none.</summary>
public sealed class WordConverterTests
{
    [Fact]
    public void Every_member_is_written_as_its_word_and_read_back() =>
        Enum.GetValues<WriteKind>().Should().AllSatisfy(kind =>
        {
            var json = JsonSerializer.Serialize(kind);
            json.Should().Be($"\"{Words.Of(kind)}\"");
            JsonSerializer.Deserialize<WriteKind>(json).Should().Be(kind);
        });

    [Theory]
    [InlineData("\"utf8-splt\"", "unknown word 'utf8-splt'; expected one of whole, *; did you mean 'utf8-split'?*")]
    [InlineData("\"halves\"", "unknown word 'halves'; expected one of whole, *")]
    [InlineData("\"\"", "unknown word ''; expected one of whole, *")]
    [InlineData("1", "expected one of whole, *")]
    [InlineData("{}", "expected one of whole, *")]
    public void What_is_no_word_is_refused(string json, string message) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<WriteKind>(json)).Should().Throw<JsonException>().WithMessage(message);

    [Fact]
    public void Nothing_is_a_word_only_where_there_may_be_none()
    {
        JsonSerializer.Deserialize<WriteKind?>("null").Should().BeNull();
        FluentActions.Invoking(() => JsonSerializer.Deserialize<WriteKind>("null")).Should().Throw<JsonException>();
    }
}
