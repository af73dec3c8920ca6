using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Tests;

/// <summary>A whole load run from made-up timelines: every class, every finding that a report must show.</summary>
internal static class Runs
{
    private static readonly RunHeader Header = new(
        "load", 1, "edgequake-harness 0.1.0", "abc1234", ".NET 10.0.12", "linux-x64", "linux-x64, 2 cores", "Test CPU", 2, 1024, 7,
        ["load", "http://127.0.0.1:8080/query/stream", "--header", "authorization: ***"], new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromSeconds(10.25), null);

    public static LoadResult Mixed(int streams = 200)
    {
        var profile = Some.Profile() with
        {
            Concurrency = null,
            Rate = streams / 10.0,
            WarmUp = TimeSpan.FromSeconds(1),
            Objectives = [new("ttft.p95<500ms", "ttft", "p95", Bound.Below, 500), new("e2e.p99.9<9s", "e2e", "p99.9", Bound.Below, 9000), new("goodput>=1", "goodput", "value", Bound.AtLeast, 1)],
            Headers = [new("authorization", "Bearer secret")],
        };
        var readings = new Readings
        {
            ScheduleLag = new(streams, 0.1, 0.9, 2.5),
            ClockProbe = new(180, 0.08, 0.4, 1.2),
            PoolDelay = new(90, 0.01, 0.2, 0.9),
            GcPauseTotalMs = 3.5,
            GcPauseMaxMs = 1.2,
            Collections = 4,
            CpuShare = 0.31,
            MachineCpuShare = 0.62,
            CpuMicrosecondsPerEvent = 21.5,
            BytesAllocatedPerEvent = 12.25,
        };
        return LoadResults.Of(Header, profile, "HttpClient, HTTP/1.1", Timelines(streams), readings, null);
    }

    public static StreamTimeline[] Timelines(int streams) => [.. Enumerable.Range(0, streams).Select(i => Stream(i, i * 10_000.0 / streams))];

    private static StreamTimeline Stream(int i, double planned)
    {
        var (ttft, itl) = (60 + (90 * Draws.Uniform(1, i)), 15 + (10 * Draws.Uniform(2, i)));
        return (i % 50) switch
        {
            7 => Some.Stream(i, planned, ttft, itl, 20, StreamClass.Truncated, 0.2, "the body ended without the end mark after 20 tokens"),
            13 => Some.Stream(i, planned, ttft, itl, 0, StreamClass.Limited, 0.2, "429 Too Many Requests") with { RetryAfter = TimeSpan.FromSeconds(2) },
            29 => Some.Stream(i, planned, ttft, itl, 6, StreamClass.Network, 0.2, "connection reset | after 6 tokens"),
            _ => Some.Stream(i, planned, ttft, itl, 40, lag: 0.2) with { UsageTokens = i % 2 == 0 ? 42 : null },
        };
    }
}
