namespace EdgeQuake.Bench;

/// <summary>What else ran on the machine; pure. A server's lateness and cost are only its own while nothing else takes its processor.</summary>
internal static class OthersRule
{
    private const double Degraded = 0.10, Invalid = 0.50;

    /// <summary>Of the share of the machine that neither server nor reader used, one value a measurement; null = the platform did not tell.</summary>
    public static Validity Judge(IReadOnlyList<double?> shares)
    {
        Finding[] findings = shares.Count == 0 ? [new(Trust.Invalid, "nothing was measured")] : [.. Of(shares)];
        return new(findings.Length == 0 ? Trust.Valid : findings.Max(f => f.Trust), findings, null);
    }

    private static IEnumerable<Finding> Of(IReadOnlyList<double?> shares)
    {
        if (Middle.Of(shares) is { } share && share.Median > Degraded)
        {
            yield return new(
                share.Median > Invalid ? Trust.Invalid : Trust.Degraded,
                $"others used {Figures.Percent(share.Median)} of the machine in the median measurement (limit {Figures.Percent(Degraded)}): part of the lateness and of the cost is theirs");
        }
    }
}
