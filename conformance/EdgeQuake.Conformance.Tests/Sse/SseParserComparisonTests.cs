using System.Net.ServerSentEvents;
using System.Text;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The platform's parser agrees where it follows the standard; where it does not, the difference is written down here.</summary>
public sealed class SseParserComparisonTests
{
    /// <summary>LF only (it holds back a bare CR at the end), every block with data and no empty event field (it leaks or empties the type).</summary>
    [Fact]
    public void Agrees_on_well_formed_blocks()
    {
        var field = Gen.OneOf("data: x", "data:  y", "data", "data: é🦀", "id: 1", "id: 2", "event: t", ": c", "other: z", "words");
        field.Array[0, 5].Select(f => string.Join('\n', [.. f, "data: end"]) + "\n\n").Array[0, 8].Select(string.Concat)
            .Sample(s => Platform(s) == string.Join('\n', Heard.Of(s).Events), iter: 5_000);
    }

    [Fact]
    public void Differs_on_the_type_after_a_block_without_data()
    {
        const string stream = "event: ping\n\ndata: x\n\n";
        Heard.Of(stream).Events.Should().Equal("x");
        Platform(stream).Should().NotBe("x");
    }

    private static string Platform(string stream)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(stream));
        return string.Join('\n', SseParser.Create(bytes).Enumerate().Select(e => (e.EventType == "message" ? "" : e.EventType + "|") + e.Data));
    }
}
