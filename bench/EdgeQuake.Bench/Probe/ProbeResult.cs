using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One stream, taken apart. Every time counts from the start of the request.</summary>
/// <param name="Steps">In order of time; steps that did not happen are left out.</param>
/// <param name="Remote">Address that answered; null when none did, or not over sockets.</param>
/// <param name="HttpVersion">As answered: 1.1, 2.0; null when nothing was.</param>
/// <param name="Headers">Of the response, those that say something about limits, caches, proxies and identity.</param>
/// <param name="Seen">What its frames look like; null = no event.</param>
/// <param name="Refusal">Why nothing can be measured here: unreachable, unauthorized, not-found, refused, wrong-protocol; null = something can.</param>
/// <param name="Slow">One line: where the time went.</param>
public sealed record ProbeResult(
    Uri Address, Protocol Protocol, Shape? Shape, IReadOnlyList<ProbeStep> Steps, StreamTimeline Stream, string? Remote, string? HttpVersion,
    IReadOnlyList<HttpField> Headers, ShapeSeen? Seen, Delivery Delivery, Gaps Gaps, Refusal? Refusal, string Slow)
{
    /// <summary>What was done to the stream on the way.</summary>
    public IReadOnlyList<WaySign> Signs { get; init; } = [];

    /// <summary>The proxy of the environment that it was asked through, without user and password; null = none.</summary>
    public string? Proxy { get; init; }

    /// <summary>0 complete; 1 judged bad (truncated, failed in mid-stream, 429, 5xx); 3 nothing there to measure; 130 interrupted.</summary>
    public int ExitCode => Stream.Class switch
    {
        StreamClass.Interrupted => 130,
        _ when Refusal is not null => 3,
        StreamClass.Complete => 0,
        _ => 1,
    };
}

/// <summary>One step of the waterfall.</summary>
/// <param name="At">When it was over (or, for an event, when it came).</param>
/// <param name="Took">Since the step before it.</param>
public sealed record ProbeStep(string Name, TimeSpan At, TimeSpan Took);
