using CsCheck;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Tests;

/// <summary>Load runs of draws: every class, every stamp that may be missing, turns, variants, and streams that were asked again.</summary>
internal static class Played
{
    private static readonly LoadProfile Profile = Some.Profile() with
    {
        Protocol = Protocol.OpenaiChat,
        Turns = 2,
        Parameters = [new("mode", "hybrid,local"), new("note", "a \"b\"\\, c,d")],
        Retry = 2,
        Price = new(0.5, 2),
        WarmUp = TimeSpan.FromSeconds(1),
        Objectives = [new("ttft.p95<500ms", "ttft", "p95", Bound.Below, 500)],
    };

    private static readonly StreamClass[] Classes =
    [
        StreamClass.Complete, StreamClass.Complete, StreamClass.Complete, StreamClass.Truncated, StreamClass.Limited, StreamClass.Network, StreamClass.Cut, StreamClass.NotStarted, StreamClass.Interrupted,
    ];

    private static readonly StreamHead?[] Heads = [null, new("1.1", null, null, null), new("1.1", "nginx/1.22.1", "1.1 a \"b\", c", "gzip"), new("2.0", "uvicorn", null, null)];

    private static readonly Gen<StreamTimeline> Stream =
        from planned in Gen.Double[0, 9000]
        from ttft in Gen.Double[1, 900]
        from itl in Gen.Double[0, 60]
        from tokens in Gen.Int[0, 12]
        from kind in Gen.Int[0, Classes.Length - 1].Select(i => Classes[i])
        from usage in Gen.Int[0, 40].Select(n => n < 14 ? (int?)null : n)
        from cached in Gen.Bool
        from asked in Gen.Int[1, 3]
        from head in Gen.Int[0, Heads.Length - 1].Select(i => Heads[i])
        select Some.Stream(0, planned, ttft, itl, tokens, kind, 0.5, kind == StreamClass.Complete ? null : $"why, \"{kind}\"") with
        {
            UsageTokens = usage,
            PromptTokens = usage is null ? null : 7,
            CacheHit = cached,
            Head = head,
            Tls = head is { Server: not null } ? "TLS 1.3" : null,
            Page = head is { Server: not null } && kind == StreamClass.Limited ? head.Server : null,
            LastByte = tokens == 0 ? null : Some.Ms(planned + ttft + (tokens * itl)),
            Headers = Some.Ms(planned + 0.9),
            Connected = asked == 1 ? Some.Ms(planned + 0.7) : null,
            Recovery = asked == 1 ? null : new(asked, false, kind == StreamClass.Complete ? Some.Ms(ttft) : null, 1, 2),
        };

    /// <summary>A run that began within the first second, with up to 30 streams and its own findings about itself.</summary>
    public static Gen<LoadResult> Run { get; } =
        from streams in Stream.Array[1, 30]
        from began in Gen.Int[0, 1000]
        from pause in Gen.Double[0, 250]
        from interrupted in Gen.Bool
        select Of([.. streams.Select((s, i) => s with { Number = i })], began, pause, interrupted);

    private static LoadResult Of(StreamTimeline[] streams, int began, double pause, bool interrupted)
    {
        var header = Runs.Mixed(10).Header with { StartedUtc = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMilliseconds(began), Seed = (ulong)began };
        var readings = new Readings { ClockProbe = new(10 + began, 0.1, pause / 10, pause), GcPauseMaxMs = pause, GcPauseTotalMs = began, Collections = began };
        return LoadResults.Of(header, Profile, "HttpClient", streams, readings, interrupted ? TimeSpan.FromSeconds(8) : null);
    }
}
