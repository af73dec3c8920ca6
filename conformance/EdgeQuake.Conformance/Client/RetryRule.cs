using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Whether, and after how long, a failed request is sent again under a declared policy. Pure.</summary>
/// <param name="retries">Retries the caller configured (tries, where the policy counts the first); null = the policy's own.</param>
/// <param name="seed">Chooses the jitter: the same seed and try wait the same.</param>
internal sealed class RetryRule(ClientPolicy policy, int? retries, ulong seed)
{
    /// <summary>A server that asks for more patience than this is not waited for: the caller is told instead.</summary>
    public static TimeSpan MostPatience { get; } = TimeSpan.FromSeconds(60);

    private int Budget => (retries ?? policy.Retries ?? 0) - (policy.CountsFirst && (retries ?? policy.Retries) is not null ? 1 : 0);

    /// <summary>The wait before the next try; null = no next try.</summary>
    /// <param name="tries">Tries made so far, at least 1.</param>
    /// <param name="stored">The server keeps what it accepts: sent twice, it would stand there twice.</param>
    public TimeSpan? Wait(AskEnd end, int tries, bool post, bool stored = false)
    {
        if (stored && end.Accepted)
            return null;
        if (tries > Budget || end.End.Outcome != Outcome.Failed || (post && !policy.RetryPost) || !Covered(end))
            return null;
        if (end.Shown && policy.AfterFirstToken != "restart")
            return null;
        var wait = Backoff(tries);
        if (end.RetryAfter is { } asked && asked > wait)
            wait = asked;
        return wait > MostPatience ? null : wait;
    }

    /// <summary>What the policy says of this try, and then ± the jitter share.</summary>
    public TimeSpan Backoff(int tries)
    {
        var share = policy.Jitter * ((2 * Unit(seed, tries)) - 1);
        return policy.Backoff(tries) * (1 + share);
    }

    private bool Covered(AskEnd end)
    {
        if (end.Advised is { } advised)
            return advised;
        var on = policy.RetryOn ?? [];
        return end.Status is >= 400 and var status
            ? on.Contains($"{status}") || on.Contains($"{status / 100}xx")
            : end.End.Kind == FailureKind.Network && on.Contains("network");
    }

    /// <summary>A number in [0, 1) from seed and try: splitmix64's finisher.</summary>
    private static double Unit(ulong seed, int tries)
    {
        var z = seed + (ulong)tries * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
