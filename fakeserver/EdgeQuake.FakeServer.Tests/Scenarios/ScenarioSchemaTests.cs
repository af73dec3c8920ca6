using System.Runtime.CompilerServices;
using System.Text.Json;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The published schema is the key table's, whole. ACCEPT_GOLDEN=1 writes it anew; the difference is then read in review.</summary>
public sealed class ScenarioSchemaTests
{
    [Fact]
    public void The_published_file_is_what_the_key_table_says()
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "../../scenarios/scenario.schema.json");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(file, ScenarioSchema.Text());
        }

        File.ReadAllText(file).ReplaceLineEndings("\n").Should().Be(ScenarioSchema.Text());
    }

    [Fact]
    public void Every_key_stands_in_it_with_its_sentence()
    {
        using var schema = JsonDocument.Parse(ScenarioSchema.Text());
        var defs = schema.RootElement.GetProperty("definitions");
        foreach (var key in KeyTable.All)
        {
            defs.GetProperty(key.Owner).GetProperty("properties").GetProperty(key.Name).GetProperty("description").GetString().Should().Be(key.About, $"{key.Owner}.{key.Name}");
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        using var schema = JsonDocument.Parse(ScenarioSchema.Text());
        var defs = schema.RootElement.GetProperty("definitions").EnumerateObject().Select(p => "#/definitions/" + p.Name).ToArray();
        var references = References(schema.RootElement).Distinct().ToArray();
        references.Should().HaveCountGreaterThan(10).And.BeSubsetOf(defs);
    }

    [Theory]
    [InlineData("expect", "outcome", "complete,incomplete,cancelled,failed")]
    [InlineData("attempt", "fault", "refuse,unreachable,silent,reset-on-accept,reset-on-request,close-on-request,garbage,tls-fail,tls-alert")]
    [InlineData("scenario", "level", "MUST,SHOULD,MAY")]
    public void A_closed_list_of_words_is_an_enum(string owner, string key, string words)
    {
        using var schema = JsonDocument.Parse(ScenarioSchema.Text());
        var values = schema.RootElement.GetProperty("definitions").GetProperty(owner).GetProperty("properties").GetProperty(key).GetProperty("enum");
        values.EnumerateArray().Select(v => v.GetString()).Should().Equal(words.Split(','));
    }

    private static IEnumerable<string> References(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Object => e.EnumerateObject().SelectMany(p => p.NameEquals("$ref") ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => e.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static string Here([CallerFilePath] string file = "") => file;
}
