using System.Runtime.CompilerServices;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What other tools would have printed: by hand on one stream, approved on a recorded run, and where they are known to be wrong.</summary>
public sealed class ToolViewsTests
{
    /// <summary>Started at 10; a role chunk at 40; four text events of 4, 4, 8 and 4 characters at 110, 130, 150, 190; end mark at 200; body ends at 700; the server states 6 tokens.</summary>
    private static StreamTimeline Plain { get; } = Some.Stream(0, 0) with
    {
        Started = Some.Ms(10),
        FirstEvent = Some.Ms(40),
        FirstToken = Some.Ms(110),
        Tokens = [new(Some.Ms(110), 0, 4), new(Some.Ms(130), 1, 4), new(Some.Ms(150), 2, 8), new(Some.Ms(190), 3, 4)],
        EndMark = Some.Ms(200),
        End = Some.Ms(700),
        UsageTokens = 6,
    };

    [Theory]
    [InlineData("guide", "First token", 30)]
    [InlineData("guide", "tokens/sec", 4 / 0.69)]
    [InlineData("guide", "Total", 0.69)]
    [InlineData("vllm", "Mean TTFT (ms)", 30)]
    [InlineData("vllm", "Mean TPOT (ms)", (190 - 30) / 5.0)]
    [InlineData("vllm", "Mean ITL (ms)", 160 / 5.0)]
    [InlineData("vllm", "Output token throughput (tok/s)", 6 / 0.69)]
    [InlineData("sglang", "Mean TTFT (ms)", 100)]
    [InlineData("sglang", "Mean TPOT (ms)", 90 / 5.0)]
    [InlineData("sglang", "Mean ITL (ms)", 80 / 3.0)]
    [InlineData("sglang", "Concurrency", 0.19 / 0.69)]
    [InlineData("guidellm", "TTFT median", 100)]
    [InlineData("guidellm", "ITL median", 80 / 5.0)]
    [InlineData("guidellm", "TPOT median", 180 / 6.0)]
    [InlineData("aiperf", "Inter Token Latency avg", 80 / 5.0)]
    [InlineData("aiperf", "Inter Chunk Latency avg", 80 / 3.0)]
    [InlineData("aiperf", "Time to Second Token avg", 20)]
    [InlineData("aiperf", "Request Latency avg", 180)]
    [InlineData("genai-perf", "Inter token latency (ms) avg", (20 + 10 + 40) / 3.0)]
    [InlineData("genai-perf", "Request latency (ms) avg", 190)]
    [InlineData("llmperf", "inter_token_latency_s mean", 0.18 / 4)]
    [InlineData("llmperf", "end_to_end_latency_s p50", 0.69)]
    public void By_hand(string tool, string figure, double expected) =>
        ToolViews.Of(Words.Parse<ToolName>(tool)!.Value, [Plain]).Figures.Single(f => f.Name == figure).Value.Should().BeApproximately(expected, 1e-9);

    [Theory]
    [InlineData("guide", 3)]
    [InlineData("vllm", 3)]
    [InlineData("sglang", 2)]
    [InlineData("guidellm", 2)]
    [InlineData("aiperf", 2)]
    [InlineData("genai-perf", 2)]
    [InlineData("llmperf", 2)]
    public void A_truncated_stream_is_a_success_to_all_of_them_and_an_error_frame_to_some(string tool, int successes)
    {
        StreamTimeline[] streams = [Some.Stream(0), Some.Stream(1, kind: StreamClass.Truncated), Some.Stream(2, kind: StreamClass.Server), Some.Stream(3, kind: StreamClass.Http, tokens: 0)];
        var view = ToolViews.Of(Words.Parse<ToolName>(tool)!.Value, streams);
        view.Success.Should().Be(successes);
        view.Notes.Should().ContainSingle(n => n.StartsWith($"{successes - 1} of its successes were truncated"));
    }

    [Fact]
    public void A_run_without_an_answer_has_no_figure() =>
        Enum.GetValues<ToolName>().SelectMany(t => ToolViews.Of(t, []).Figures).Should().OnlyContain(f => f.Value == null || f.Value == 0);

    [Fact]
    public void Every_figure_names_one_of_ours_that_there_is() =>
        Enum.GetValues<ToolName>().SelectMany(t => ToolViews.Of(t, [Plain]).Figures).Where(f => f.Ours != null).Should().OnlyContain(f => MetricTable.Find(f.Ours!.Split('.', 2)[0]) != null);

    [Fact]
    public void A_recorded_run_in_all_views() => Golden.Match("views.txt", ToolViews.Text([.. Enum.GetValues<ToolName>().Select(t => ToolViews.Of(t, Recorded.Streams))], Recorded));

    [Fact]
    public void Timelines_read_back_as_they_were()
    {
        var run = Runs.Mixed();
        using var tokens = new MemoryStream();
        TokensCsv.Write(tokens, run.Streams);
        tokens.Position = 0;
        var read = TimelinesReader.Read(new MemoryStream(StreamsCsv.Gzip(run.Streams)), tokens, out var problem);
        problem.Should().BeNull();
        read.Should().BeEquivalentTo(run.Streams, o => o.WithStrictOrdering().Using<TimeSpan>(c => c.Subject.Should().BeCloseTo(c.Expectation, TimeSpan.FromMicroseconds(0.1))).WhenTypeIs<TimeSpan>());
    }

    [Fact]
    public void Files_of_two_runs_are_not_put_together()
    {
        using var tokens = new MemoryStream();
        TokensCsv.Write(tokens, [Some.Stream(0, tokens: 4)]);
        tokens.Position = 0;
        TimelinesReader.Read(new MemoryStream(StreamsCsv.Gzip([Some.Stream(0, tokens: 5)])), tokens, out var problem).Should().BeNull();
        problem.Should().Be("row 2 of streams.csv.gz is no stream, or tokens.csv.gz is of another run");
    }

    /// <summary>Twelve streams of 21 words in OpenAI chunks behind a role chunk, without usage, on a busy machine: recorded by <c>load --timelines</c>.</summary>
    private static LoadResult Recorded { get; } = Read();

    private static LoadResult Read([CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "recorded");
        using var streams = File.OpenRead(Path.Combine(folder, "streams.csv.gz"));
        using var tokens = File.OpenRead(Path.Combine(folder, "tokens.csv.gz"));
        return RunJson.Read(File.ReadAllText(Path.Combine(folder, "run.json")), out _)! with { Streams = TimelinesReader.Read(streams, tokens, out _)! };
    }
}
