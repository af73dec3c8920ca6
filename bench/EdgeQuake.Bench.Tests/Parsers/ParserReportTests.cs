using EdgeQuake.Bench.Parsers;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>run.json is the fact and report.md a rendering of it; bad options are one line and exit 2.</summary>
public sealed class ParserReportTests
{
    private static readonly ParserRun s_run = new(
        RunHeaders.Capture("parsers", 1, 7, ["--quick"], new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(90)),
        [
            new("SseReader, split", "edgequake", 1400, 40, 5.5, 5, 0.1, 15, 0),
            new("SseParser over spans, split", "edgequake", 1400, 40, 31, 30, 1, 15, 0.25),
            new("StreamReader lines + JsonDocument", "edgequake", 1400, 40, 330, 320, 9, 15, 446),
            new(NodeParser.Text, "edgequake", 1400, 40, 610, 600, 9, 11, null),
        ],
        [new("iterate: SseReader + FrameDecoder", 10_000, 61_000, 5_000, 0)], "eventsource-parser 3.1.1 on node v20.");

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        var read = ParserJson.Read(ParserJson.Write(s_run));
        read.Rows.Should().Equal(s_run.Rows);
        read.Answers.Should().Equal(s_run.Answers);
        ParserReport.Render(read).Should().Contain("| iterate: SseReader + FrameDecoder | 10,000 | 61,000 | 5,000 | 0.5 | 0 |");
        ParserReport.Render(read).Should().Be(ParserReport.Render(s_run));
    }

    [Fact]
    public void Compares_each_row_with_its_groups_yardstick() =>
        ParserReport.Render(s_run).Should().Contain("| SseReader, split | 5.0 | 5.5 | 0.1 | 15 | 6.00 | 8000 | 0.00 |").And.Contain("| StreamReader lines + JsonDocument | 320.0 | 330.0 | 9.0 | 15 |  | 125 | 446.00 |")
            .And.Contain("| eventsource-parser on node + JSON.parse | 600.0 | 610.0 | 9.0 | 11 |  | 67 | – |").And.Contain("\neventsource-parser 3.1.1 on node v20. Its rows");

    [Fact]
    public void A_package_that_is_not_there_is_said()
    {
        var (rows, said) = NodeParser.Measure("no-such-folder", quick: true, Payload.All);

        (rows.Count, said).Should().Be((0, "eventsource-parser was not measured: it is not installed in no-such-folder (run npm ci there)."));
    }

    [Fact]
    public void A_row_counts_only_with_the_payloads_own_text()
    {
        var payload = Payload.Answer(2);
        string Line(string text) => System.Text.Json.JsonSerializer.Serialize(new { payload = payload.Name, read = 1400, split = false, events = 2, text, samples = new[] { 3.0, 1.0, 2.0 } });
        const string head = """{"node":"v20.1.0","package":"3.1.1"}""";

        var (rows, said) = NodeParser.Read([head, Line(payload.Text)], [payload]);
        said.Should().Be("eventsource-parser 3.1.1 on node v20.1.0.");
        rows.Should().ContainSingle().Which.Should().Match<ParserRow>(r => r.Path == NodeParser.Text && r.MedianNs == 2 && r.NsPerEvent == 2 && r.StdDevNs == 1 && r.N == 3 && r.AllocatedPerEvent == null);
        NodeParser.Read([head, Line("another")], [payload]).Rows.Should().BeEmpty();
        NodeParser.Read(["exit 1"], [payload]).Said.Should().Be("eventsource-parser was not measured: node said 'exit 1'.");
    }

    [Theory]
    [InlineData("unknown option --quik; expected one of --out, --quick, --eventsource-parser, --help; did you mean '--quick'?", "--quik")]
    [InlineData("--out: a folder is missing", "--out")]
    public void Bad_options_are_one_line_and_exit_2(string line, params string[] args)
    {
        using var errors = new StringWriter();
        ParsersCommand.Run(args, TextWriter.Null, errors).Should().Be(2);
        errors.ToString().Split('\n')[0].TrimEnd().Should().Be(line);
    }
}
