using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What surrounds a load run and is no part of what it measures.</summary>
public sealed record LoadOptions
{
    public static LoadOptions Default { get; } = new();

    /// <summary>Called about four times a second, on a thread of the engine's own.</summary>
    public Action<LoadProgress>? Progress { get; init; }

    public Clock Clock { get; init; } = Clock.Real;

    /// <summary>As typed, secrets masked: for the run header.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Streams from our own server over loopback beside the load, to bound the error of our stamps.</summary>
    public bool ClockProbe { get; init; } = true;

    /// <summary>Keeps the garbage collector of the whole process away while streams are measured, for 128 MB of allocations at a time (an eighth of its memory where that is less). Default: true.</summary>
    public bool QuietHeap { get; init; } = true;

    /// <summary>Where connections come from; null = sockets. In-process servers without a port give theirs here; the engine disposes it.</summary>
    public Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>Read by our own client where it can speak; false = through HttpClient everywhere.</summary>
    internal bool FastPath { get; init; } = true;

    /// <summary>Tokens that a stream will have, where that is known: its stamps then need no more room later. 0 = not known.</summary>
    internal int ExpectedTokens { get; init; }

    /// <summary>Connections that outlive the run: not disposed by the engine. Null = its own, of <see cref="Handler"/>.</summary>
    internal HttpMessageInvoker? Http { get; init; }

    /// <summary>Told the stream that goes before the load, which is in no result.</summary>
    internal Action<StreamTimeline>? Probed { get; init; }

    /// <summary>Last touch on each request: the stream's number, to match it with the server's journal.</summary>
    internal Action<HttpRequestMessage, int>? Touch { get; init; }

    /// <summary>Told the clock's time that all stamps of the run count from, when it is set.</summary>
    internal Action<TimeSpan>? Zero { get; init; }

    /// <summary>Of a profile that is <see cref="LoadProfile.Told"/>: how many users, while it runs.</summary>
    internal ToldUsers? Users { get; init; }

    /// <summary>Told each stream that is over and counts, on the thread that read it; the one before the load not.</summary>
    internal Action<StreamTimeline>? Ended { get; init; }

    /// <summary>Told when all streams are over, before anything is computed.</summary>
    internal Action? Over { get; init; }

    /// <summary>A look at each response's head.</summary>
    internal Action<HttpResponseMessage>? Seen { get; init; }
}
