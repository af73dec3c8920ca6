using System.Text.Json;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>NDJSON: what is read back is the run, and the footer tells a whole file from one that was cut at any byte.</summary>
public sealed class NdjsonTests
{
    private readonly string _text = Write(Sample.Result);

    [Fact]
    public void A_header_the_clients_and_a_footer() =>
        Lines().Select(l => l.EnumerateObject().Last().Name).Should().Equal(
            ["header", "client", "doctor", .. Enumerable.Repeat("verdict", 7), "finished", "client", "verdict", "finished", "footer"]);

    [Fact]
    public void The_duration_is_known_at_the_end()
    {
        Lines()[0].GetProperty("header").TryGetProperty("duration", out _).Should().BeFalse();
        Lines()[^1].GetProperty("footer").GetRawText().Should().Be("""{"lines":15,"clients":2,"verdicts":8,"interrupted":true,"duration":3250}""");
    }

    [Fact]
    public void What_is_read_back_is_the_run()
    {
        var (result, whole, problem) = Read(_text);

        problem.Should().BeNull();
        whole.Should().BeTrue();
        var expected = Sample.Result with { Clients = [.. Sample.Result.Clients.Select(c => c with { Stderr = null })] };
        JsonReport.Render(result!).Should().Be(JsonReport.Render(expected));
    }

    [Fact]
    public void Cut_at_any_byte_it_is_not_whole_and_what_it_holds_is_still_there()
    {
        var header = _text.IndexOf('\n', StringComparison.Ordinal);
        for (var length = 0; length < _text.Length; length++)
        {
            var (result, whole, problem) = Read(_text[..length]);

            whole.Should().BeFalse("it was cut at {0}", length);
            (problem is null).Should().Be(length > header, "it was cut at {0}: {1}", length, problem);
            if (result is { Clients: [.., var last] } && length < _text.IndexOf("\"finished\"", StringComparison.Ordinal))
                last.Interrupted.Should().BeTrue("it was cut at {0}", length);
        }
    }

    [Theory]
    [InlineData(4, "the file has 14 lines; expected 15, as its footer says")]
    [InlineData(0, "the header is the first line and no other")]
    [InlineData(1, "f:2:1: this is no line of a results.ndjson")]
    public void A_file_that_lost_a_line_in_the_middle_is_refused(int lost, string problem)
    {
        var lines = _text.Split('\n');

        Read(string.Join('\n', lines.Where((_, n) => n != lost))).Problem!.ToString().Should().Contain(problem);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"verdict\":null}")]
    [InlineData("{\"finished\":{}}")]
    [InlineData("{\"footer\":{\"lines\":\"x\"}}")]
    [InlineData("{\"other\":{}}")]
    [InlineData("{")]
    public void A_line_that_is_none_is_named_with_its_place(string line)
    {
        var (result, _, problem) = Read(_text.Split('\n')[0] + "\n" + line + "\n");

        result.Should().BeNull();
        problem!.ToString().Should().StartWith("f:2:1: this is no line of a results.ndjson: ");
    }

    private static (ConformanceResult? Result, bool Whole, Problem? Problem) Read(string text) => NdjsonRun.Read(text, "f", id => Sample.Result.Rules.First(r => r.Id == id));

    private JsonElement[] Lines() => [.. _text.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];

    // As the runner tells it.
    private static string Write(ConformanceResult result)
    {
        IEnumerable<RunnerMessage?> told = result.Clients.SelectMany(run => (RunnerMessage?[])
        [
            new RunnerMessage.RunStarted(run.Client.Name, run.Client, run.Verdicts.Count), run.Doctor is { } doctor ? new RunnerMessage.DoctorFinished(run.Client.Name, doctor) : null,
            .. run.Verdicts.SelectMany((v, n) => (RunnerMessage[])[new RunnerMessage.CaseStarted(run.Client.Name, v.Case, v.Api), new RunnerMessage.CaseJudged(run.Client.Name, v, n + 1, run.Verdicts.Count)]),
            new RunnerMessage.RunFinished(run.Client.Name, run),
        ]);
        List<string> lines = [NdjsonReport.Header(result.Header), .. told.OfType<RunnerMessage>().Select(NdjsonReport.Line).OfType<string>()];
        return string.Concat(lines.Append(NdjsonReport.Footer(result, lines.Count + 1)).Select(l => l + "\n"));
    }
}
