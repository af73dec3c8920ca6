using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The exported files say what a reader makes of them, whole and piece by piece, and git cannot spoil them.</summary>
public sealed class VectorTests
{
    private static readonly IReadOnlyList<Vector> All = Vector.Of(CaseLibrary.BuiltIn.Cases);

    [Fact]
    public void Most_of_core_is_exported_under_names_of_its_own()
    {
        All.Select(v => v.Id).Should().OnlyHaveUniqueItems();
        All.Where(v => v.Events is not null).Select(v => v.Case).Distinct().Should().HaveCountGreaterThan(30).And.Contain(["bom/start", "line/cr", "data/multi-line"]);
        All.Should().OnlyContain(v => v.Writes.Sum() == v.Body.Length);
    }

    [Fact]
    public void The_platforms_own_reading_of_a_plain_vector_is_what_the_file_says()
    {
        var vector = All.Single(v => v.Id == "data/stock-example");

        Encoding.UTF8.GetString(vector.Body.Span).Should().Be("data: YHOO\ndata: +2\ndata: 10\n\n");
        vector.Events.Should().Equal(new ExpectedEvent("message", "YHOO\n+2\n10", ""));
    }

    [Fact]
    public void Piece_by_piece_and_all_at_once_give_the_same_events()
    {
        foreach (var vector in All.Where(v => v.Events is not null))
        {
            Read(vector, vector.Writes).Should().Equal(Said(vector), "{0} in pieces", vector.Id);
            Read(vector, [vector.Body.Length]).Should().Equal(Said(vector), "{0} whole", vector.Id);
        }
    }

    [Fact]
    public void Every_vector_is_two_files_beside_a_manifest_and_the_attributes_that_protect_the_bytes()
    {
        var files = VectorFiles.Of(All, "test").ToDictionary(f => f.Path, f => f.Bytes);

        files.Should().HaveCount((All.Count * 2) + 3);
        Encoding.UTF8.GetString(files[".gitattributes"].Span).Should().Contain("*.bin binary");
        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        manifest.RootElement.GetProperty("names").EnumerateArray().Select(n => n.GetString()).Should().Equal(All.Select(v => v.Id));
        using var one = JsonDocument.Parse(files["bom/start.json"]);
        one.RootElement.GetProperty("events").GetArrayLength().Should().Be(All.Single(v => v.Id == "bom/start").Events!.Count);
    }

    private static List<string> Read(Vector vector, IReadOnlyList<int> pieces)
    {
        var ends = pieces.Select((_, i) => pieces.Take(i + 1).Sum()).SkipLast(1);
        return Heard.Of(vector.Body.ToArray(), ends).Events;
    }

    private static IEnumerable<string> Said(Vector vector) => vector.Events!.Select(e => (e.Type == "message" ? "" : e.Type + "|") + e.Data);
}
