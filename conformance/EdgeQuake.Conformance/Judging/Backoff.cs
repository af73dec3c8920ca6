using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The waits between attempts against the policy that the client itself declared. Lower bounds only: how late a client may be is the machine's matter.</summary>
internal static class Backoff
{
    /// <summary>What tells a pause from none, where the client does not say how long it pauses.</summary>
    private static readonly TimeSpan Some = TimeSpan.FromMilliseconds(25);

    internal static IEnumerable<Finding> Compare(BackoffRule rule, ClientPolicy policy, IReadOnlyList<TimeSpan> waits)
    {
        for (var i = 0; i < waits.Count; i++)
        {
            var least = Least(rule, policy, i + 1);
            if (waits[i] + ServerWitness.Granularity < least)
                yield return new("server", "server.backoff", $">= {ServerWitness.Seconds(least)} before attempt {i + 2}, {Why(rule, policy)}", ServerWitness.Seconds(waits[i]), Harm.Behaviour, Timing: true);
        }
    }

    /// <summary>What the policy lets the n-th wait be at the least, n from 1.</summary>
    internal static TimeSpan Least(BackoffRule rule, ClientPolicy policy, int n) =>
        policy.Base is null ? rule == BackoffRule.Pause ? Some : TimeSpan.Zero
        : (policy with { Factor = Math.Max(policy.Factor, 1) }).Backoff(rule == BackoffRule.Growth ? n : 1) * Math.Max(0, 1 - policy.Jitter);

    private static string Why(BackoffRule rule, ClientPolicy policy)
    {
        if (policy.Base is not { } declared)
            return "any pause at all";
        var grown = rule == BackoffRule.Growth ? FormattableString.Invariant($" and factor {policy.Factor:0.##}") : "";
        var chance = policy.Jitter > 0 ? FormattableString.Invariant($" less jitter {policy.Jitter:0.##}") : "";
        return $"by the declared base {ServerWitness.Seconds(declared)}{grown}{chance}";
    }
}
