namespace EdgeQuake.Bench;

/// <summary>vLLM's serving benchmark and SGLang's, which came from it: the same names, other clocks.</summary>
internal static class ServingViews
{
    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) Vllm(IReadOnlyList<ToolStream> streams, double seconds)
    {
        double[] ttft = [.. streams.Select(s => s.FirstEvent!.Value)];
        double[] tpot = [.. streams.Where(s => s.Tokens > 1).Select(s => (s.EndMark!.Value - s.FirstEvent!.Value) / (s.Tokens - 1))];
        double[] itl = [.. streams.SelectMany(Choices)];
        return (
            [
                new("Request throughput (req/s)", "1/s", Rate(streams.Count, seconds), "successes / the whole run, ramps and stragglers in it", "streams"),
                new("Output token throughput (tok/s)", "1/s", Rate(streams.Sum(s => s.Tokens), seconds), "all tokens / the whole run", "tokens"),
                .. Three("TTFT", ttft, "first event with choices − start: a role-only chunk counts", "ttft-actual"),
                .. Three("TPOT", tpot, "(last event − first event) / (tokens − 1) of each request", "tpot"),
                .. Three("ITL", itl, "gaps between events with choices, role and finish chunk among them, one pool", "itl"),
            ],
            ["an error event in mid-stream is a success", "the finish chunk has no stamp in our timelines: the end mark stands for it"]);
    }

    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) Sglang(IReadOnlyList<ToolStream> streams, double seconds)
    {
        double[] ttft = [.. streams.Select(s => s.FirstText!.Value)];
        double[] tpot = [.. streams.Where(s => s.Tokens > 1).Select(s => (s.EndMark!.Value - s.FirstText!.Value) / (s.Tokens - 1))];
        double[] itl = [.. streams.SelectMany(s => s.Gaps)];
        return (
            [
                new("Request throughput (req/s)", "1/s", Rate(streams.Count, seconds), "successes / the whole run", "streams"),
                new("Output token throughput (tok/s)", "1/s", Rate(streams.Sum(s => s.Tokens), seconds), "all tokens / the whole run", "tokens"),
                new("Concurrency", "", Rate(streams.Sum(s => s.EndMark!.Value) / 1000, seconds), "sum of end-to-end times / the whole run", null),
                new("Mean E2E Latency (ms)", "ms", Samples.Mean(streams.Select(s => s.EndMark!.Value)), "[DONE] − start", "e2e-actual.mean"),
                .. Three("TTFT", ttft, "first content or thinking − start", "ttft-actual"),
                .. Three("TPOT", tpot, "([DONE] − first text) / (tokens − 1) of each request", "tpot"),
                .. Three("ITL", itl, "gaps between text events, one pool", "itl"),
            ],
            ["it opens a connection for each request, which is then in its TTFT; ours kept theirs", "it does not ask for usage and falls back to the tokens that were requested; here what the server stated, else events"]);
    }

    /// <summary>Role chunk, text, finish chunk; where the first event is the first text, it stands once.</summary>
    private static IEnumerable<double> Choices(ToolStream s)
    {
        double[] texts = [.. s.Times, s.EndMark!.Value];
        double[] stamps = s.FirstEvent < texts[0] ? [s.FirstEvent.Value, .. texts] : texts;
        return stamps.Skip(1).Zip(stamps, (now, before) => now - before);
    }

    private static IEnumerable<ToolFigure> Three(string name, double[] samples, string how, string ours)
    {
        yield return new($"Mean {name} (ms)", "ms", Samples.Mean(samples), how, $"{ours}.mean");
        yield return new($"Median {name} (ms)", "ms", Samples.Percentile(samples, 50), how, $"{ours}.p50");
        yield return new($"P99 {name} (ms)", "ms", Samples.Percentile(samples, 99), how, $"{ours}.p99");
    }

    private static double? Rate(double n, double seconds) => seconds > 0 ? n / seconds : null;
}
