namespace EdgeQuake.Bench.Tests;

/// <summary>Timelines for tests: what is not named is what a plain complete stream has.</summary>
internal static class Some
{
    public static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);

    /// <summary>Tokens at the given times (ms since the run's start), each in a read of its own and of four characters.</summary>
    public static TokenStamp[] Tokens(params double[] at) => [.. at.Select((t, i) => new TokenStamp(Ms(t), i, 4))];

    /// <summary>Tokens at <paramref name="ttft"/> after its planned start, then every <paramref name="itl"/> ms; the end mark with the last.</summary>
    public static StreamTimeline Stream(
        int number = 0, double planned = 0, double ttft = 100, double itl = 20, int tokens = 5, StreamClass kind = StreamClass.Complete, double lag = 0, string? message = null)
    {
        var stamps = Tokens([.. Enumerable.Range(0, tokens).Select(i => planned + ttft + (i * itl))]);
        var last = stamps.Length > 0 ? stamps[^1].At : Ms(planned + ttft);
        return new()
        {
            Number = number,
            Planned = Ms(planned),
            Started = Ms(planned + lag),
            FirstByte = stamps.Length > 0 ? stamps[0].At : null,
            FirstToken = stamps.Length > 0 ? stamps[0].At : null,
            EndMark = kind == StreamClass.Complete ? last : null,
            End = last + Ms(1),
            Tokens = stamps,
            Events = tokens + 1,
            Bytes = tokens * 40,
            Class = kind,
            Status = kind is StreamClass.Limited ? 429 : 200,
            RequestId = $"req-{number}",
            Message = message,
        };
    }

    public static LoadProfile Profile() => new() { Target = new Uri("http://127.0.0.1:8080/query/stream"), Concurrency = 1, For = TimeSpan.FromSeconds(10), WarmUp = TimeSpan.Zero };
}
