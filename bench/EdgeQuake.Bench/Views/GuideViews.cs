namespace EdgeQuake.Bench;

/// <summary>A clock around a loop: the streaming guide's snippets, and llmperf, which began as one.</summary>
internal static class GuideViews
{
    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) Guide(IReadOnlyList<ToolStream> streams) => (
        [
            new("First token", "ms", Samples.Percentile(streams.Select(s => s.FirstEvent!.Value), 50), "first chunk of any kind − start; median of the streams", "ttft-actual.p50"),
            new("tokens", "", Samples.Mean(streams.Select(s => (double)s.Events)), "one a chunk; mean of the streams", null),
            new("tokens/sec", "1/s", Samples.Percentile(streams.Where(s => s.End > 0).Select(s => s.Events / (s.End / 1000)), 50), "tokens / time since the start, the wait for the first among it; median", "rate.p50"),
            new("Total", "s", Samples.Percentile(streams.Select(s => s.End / 1000), 50), "end of the loop − start; median", "e2e-actual.p50"),
        ],
        ["the guide prints these of one stream; a loop that ends is a success, whatever the last chunk was", "a source or context event before the text is its first token"]);

    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) Llmperf(IReadOnlyList<ToolStream> streams, double seconds) => (
        [
            new("ttft_s p50", "s", Samples.Percentile(streams.Select(s => s.FirstText!.Value / 1000), 50), "first chunk with content − start", "ttft-actual.p50"),
            new("inter_token_latency_s mean", "s", Samples.Mean(streams.Where(s => s.Events > 0).Select(s => s.Times[^1] / s.Events / 1000)), "(time to the first + all gaps) / chunks", "itl-stream.mean"),
            new("inter_token_latency_s p99", "s", Samples.Percentile(streams.Where(s => s.Events > 0).Select(s => s.Times[^1] / s.Events / 1000), 99), "99th of those means, not of gaps", "itl.p99"),
            new("end_to_end_latency_s p50", "s", Samples.Percentile(streams.Select(s => s.End / 1000), 50), "end of the body − start", "e2e-actual.p50"),
            new("request_output_throughput_token_per_s mean", "1/s", Samples.Mean(streams.Where(s => s.End > 0).Select(s => s.Tokens / (s.End / 1000))), "tokens / end to end", "rate.mean"),
            new("overall output throughput", "1/s", seconds > 0 ? streams.Sum(s => s.Tokens) / seconds : null, "all tokens / the whole run", "tokens"),
        ],
        ["it counts every model's tokens with one Llama tokenizer; here what the server stated, else chunks", "it opens a connection for each request, which is then in every latency; ours kept theirs"]);
}
