namespace EdgeQuake.Bench;

/// <summary>Tools that make one number of each request first: every answer weighs the same, and a stall inside one is averaged away.</summary>
internal static class PerRequestViews
{
    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) Guidellm(IReadOnlyList<ToolStream> streams, double seconds)
    {
        double[] itl = [.. streams.Where(s => s.Tokens > 1 && s.Events > 0).Select(s => (s.Last!.Value - s.FirstText!.Value) / (s.Tokens - 1))];
        double[] tpot = [.. streams.Where(s => s.Tokens > 0 && s.Events > 0).Select(s => s.Last!.Value / s.Tokens)];
        return (
            [
                new("Request latency median", "s", Samples.Percentile(streams.Select(s => s.EndMark!.Value / 1000), 50), "end − start", "e2e-actual.p50"),
                .. MedianAnd95("TTFT", [.. streams.Select(s => s.FirstText!.Value)], "first content, thinking or tool call − start", "ttft-actual"),
                .. MedianAnd95("ITL", itl, "(last − first) / (tokens − 1), one number a request", "itl-stream"),
                .. MedianAnd95("TPOT", tpot, "(last − request start) / tokens: the wait for the first is in it", "tpot"),
                new("Output tokens per second", "1/s", seconds > 0 ? streams.Sum(s => s.Tokens) / seconds : null, "all tokens / the whole run", "tokens"),
            ],
            ["its stamps are of the wall clock: a clock that is set meanwhile moves them", "the times of single tokens are made up by linear interpolation: a stall is invisible"]);
    }

    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) Aiperf(IReadOnlyList<ToolStream> streams, double seconds)
    {
        double[] itl = [.. streams.Where(s => s.Tokens > 1 && s.Events > 0).Select(s => (s.Last!.Value - s.FirstText!.Value) / (s.Tokens - 1))];
        return (
            [
                .. MeanAnd99("Time to First Token", [.. streams.Select(s => s.FirstText!.Value)], "first non-empty content, thinking too − start", "ttft-actual"),
                .. MeanAnd99("Time to Second Token", [.. streams.Where(s => s.Events > 1).Select(s => s.Times[1] - s.Times[0])], "second − first", null),
                .. MeanAnd99("Request Latency", [.. streams.Where(s => s.Events > 0).Select(s => s.Last!.Value)], "last content − start", "e2e-actual"),
                .. MeanAnd99("Inter Token Latency", itl, "(request latency − TTFT) / (tokens − 1), one number a request", "itl-stream"),
                .. MeanAnd99("Inter Chunk Latency", [.. streams.SelectMany(s => s.Gaps)], "the real gaps, one pool", "itl"),
                new("Output Token Throughput Per User avg", "1/s", Samples.Mean(itl.Where(x => x > 0).Select(x => 1000 / x)), "1 / inter token latency", "rate.mean"),
                new("Output Token Throughput", "1/s", seconds > 0 ? streams.Sum(s => s.Tokens) / seconds : null, "all tokens / the whole run", "tokens"),
            ],
            ["it counts with the model's own tokenizer; here what the server stated, else events"]);
    }

    public static (IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes) GenaiPerf(IReadOnlyList<ToolStream> streams, double seconds)
    {
        double[] itl = [.. streams.SelectMany(s => s.Gaps.Select((gap, i) => gap / s.TokensOf(i + 1)))];
        return (
            [
                .. MeanAnd99("Time to first token (ms)", [.. streams.Select(s => s.FirstText!.Value)], "first response that is not empty − send", "ttft-actual"),
                .. MeanAnd99("Inter token latency (ms)", itl, "gap / tokens of the later response, one pool", "itl"),
                .. MeanAnd99("Request latency (ms)", [.. streams.Select(s => s.EndMark!.Value)], "last response − send", "e2e-actual"),
                new("Output token throughput (per sec)", "1/s", seconds > 0 ? streams.Sum(s => Enumerable.Range(0, s.Events).Sum(s.TokensOf)) / seconds : null, "all tokens / the whole run", "tokens"),
                new("Request throughput (per sec)", "1/s", seconds > 0 ? streams.Count / seconds : null, "successes / the whole run", "streams"),
            ],
            ["it counts each response with a tokenizer; here four characters are a token, and a response has at least one"]);
    }

    private static IEnumerable<ToolFigure> MedianAnd95(string name, double[] samples, string how, string ours)
    {
        yield return new($"{name} median", "ms", Samples.Percentile(samples, 50), how, $"{ours}.p50");
        yield return new($"{name} p95", "ms", Samples.Percentile(samples, 95), how, $"{ours}.p95");
    }

    private static IEnumerable<ToolFigure> MeanAnd99(string name, double[] samples, string how, string? ours)
    {
        yield return new($"{name} avg", "ms", Samples.Mean(samples), how, ours is null ? null : $"{ours}.mean");
        yield return new($"{name} p99", "ms", Samples.Percentile(samples, 99), how, ours is null ? null : $"{ours}.p99");
    }
}
