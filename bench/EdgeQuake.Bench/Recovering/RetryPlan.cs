using EdgeQuake.Conformance;

namespace EdgeQuake.Bench;

/// <summary>Whether, and after how long, a broken stream is asked again. Pure: the jitter is a hash of seed, stream and try.</summary>
/// <remarks>What the transport did (reset, cut, silence, a body without its end mark) and what a server says of being busy is tried again; an error frame, an unreadable frame and a refusal are not.</remarks>
internal static class RetryPlan
{
    private static readonly ClientPolicy Policy = new(Base: TimeSpan.FromMilliseconds(250), Cap: TimeSpan.FromSeconds(8), Jitter: 0.25);

    /// <summary>A server that asks for more patience is not waited for.</summary>
    public static TimeSpan MostPatience { get; } = TimeSpan.FromSeconds(60);

    public static bool Broke(StreamTimeline s) =>
        s.Class is StreamClass.Network or StreamClass.Truncated or StreamClass.Timeout or StreamClass.Limited || s is { Class: StreamClass.Http, Status: >= 500 or 408 or 425 };

    /// <summary>From the end of the last try to the next one; null = there is none.</summary>
    /// <param name="tries">Tries so far, at least 1.</param>
    public static TimeSpan? Wait(LoadProfile p, StreamTimeline last, int tries)
    {
        if (tries > p.Retry || !Broke(last))
        {
            return null;
        }

        var wait = Policy.Backoff(tries) * (1 + (Policy.Jitter * ((2 * Draws.Uniform(p.Seed ^ ((ulong)tries << 40), last.Number)) - 1)));
        wait = last.RetryAfter > wait ? last.RetryAfter.Value : wait;
        return wait > MostPatience ? null : wait;
    }
}
