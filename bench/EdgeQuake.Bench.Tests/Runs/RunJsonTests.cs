using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>run.json is the fact: what is read back renders the same reports, and what is no run is refused in one line.</summary>
public sealed class RunJsonTests
{
    [Fact]
    public void Every_report_rendered_from_the_file_equals_the_one_rendered_from_the_run()
    {
        var run = Runs.Mixed();
        var read = RunJson.Read(RunJson.Write(run), out var problem);

        problem.Should().BeNull();
        LoadHtml.Render(read!).Should().Be(LoadHtml.Render(run));
        LoadMarkdown.Render(read!).Should().Be(LoadMarkdown.Render(run));
        LoadConsole.Table(read!).Should().Be(LoadConsole.Table(run));
        RunJson.Write(read!).Should().Be(RunJson.Write(run));
        read!.ExitCode.Should().Be(run.ExitCode);
    }

    [Fact]
    public void No_header_value_reaches_a_file()
    {
        var run = Runs.Mixed();

        new[] { RunJson.Write(run), LoadHtml.Render(run), LoadMarkdown.Render(run), LoadConsole.Table(run) }.Should().OnlyContain(t => !t.Contains("Bearer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "line 1, column 1: *")]
    [InlineData("[]", "line 1, *")]
    [InlineData("null", "null is no run")]
    [InlineData("{}", "line 1, *")]
    public void What_is_no_run_is_refused_with_its_place(string json, string line)
    {
        RunJson.Read(json, out var problem).Should().BeNull();
        problem.Should().Match(line);
    }

    [Fact]
    public void A_wrong_word_or_kind_or_schema_is_named()
    {
        var json = RunJson.Write(Runs.Mixed());

        Problem(json.Replace("\"trust\": \"valid\"", "\"trust\": \"vaild\"", StringComparison.Ordinal)).Should().Match("line *unknown word 'vaild'; expected one of valid, degraded, invalid; did you mean 'valid'?*");
        Problem(json.Replace("\"kind\": \"load\"", "\"kind\": \"conformance\"", StringComparison.Ordinal)).Should().Be("kind is 'conformance'; expected 'load'");
        Problem(json.Replace("\"schema\": 1", "\"schema\": 9", StringComparison.Ordinal)).Should().Match("schema 9 is newer*");
    }

    [Fact]
    public void A_run_that_lacks_a_part_is_refused_with_its_name_or_can_do_without_it()
    {
        var json = RunJson.Write(Runs.Mixed());
        var refused = new List<string>();
        foreach (var place in Members(JsonNode.Parse(json)!, []).DistinctBy(m => string.Join('.', m.Where(w => !char.IsAsciiDigit(w[0])))))
        {
            var root = JsonNode.Parse(json)!;
            place.SkipLast(1).Aggregate(root, (node, word) => node is JsonArray list ? list[int.Parse(word, CultureInfo.InvariantCulture)]! : node[word]!).AsObject().Remove(place[^1]);
            if (RunJson.Read(root.ToJsonString(), out var problem) is { } read)
            {
                FluentActions.Invoking(() => LoadHtml.Render(read) + LoadMarkdown.Render(read) + LoadConsole.Table(read)).Should().NotThrow(string.Join('.', place));
            }
            else
            {
                problem.Should().Contain($"'{place[^1]}'");
                refused.Add(string.Join('.', place));
            }
        }

        refused.Should().Contain(["summary.steady", "summary.spreads.0.percentiles", "plots.curves.0.points", "plots.dots", "header.kind"]).And.NotContain("load.model");
    }

    [Fact]
    public void Streams_stand_beside_it_one_row_each()
    {
        var streams = Runs.Timelines(50);
        using var gzip = new StreamReader(new GZipStream(new MemoryStream(StreamsCsv.Gzip(streams)), CompressionMode.Decompress));
        var lines = gzip.ReadToEnd().TrimEnd('\n').Split('\n');

        lines.Should().HaveCount(51);
        lines[0].Should().Be(string.Join(',', StreamsCsv.Names));
        lines[8].Should().StartWith("7,truncated,1400,1400.2,").And.Contain(",req-7,the body ended without the end mark after 20 tokens,");
        lines.Skip(1).Should().OnlyContain(l => l.Split(',').Length == StreamsCsv.Names.Count);
    }

    [Fact]
    public void A_field_with_a_comma_or_quote_is_quoted()
    {
        var csv = StreamsCsv.Text([Some.Stream(message: "a \"b\", c")]);

        csv.Should().Contain(",req-0,\"a \"\"b\"\", c\",");
    }

    /// <summary>Every member of every object: the words that lead to it, numbers in lists.</summary>
    private static IEnumerable<string[]> Members(JsonNode? node, string[] at) => node switch
    {
        JsonObject members => members.SelectMany(m => Members(m.Value, [.. at, m.Key]).Prepend([.. at, m.Key])),
        JsonArray list => list.SelectMany((item, i) => Members(item, [.. at, i.ToString(CultureInfo.InvariantCulture)])),
        _ => [],
    };

    private static string? Problem(string json)
    {
        RunJson.Read(json, out var problem).Should().BeNull();
        return problem;
    }
}
