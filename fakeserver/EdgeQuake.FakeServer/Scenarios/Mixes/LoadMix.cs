namespace EdgeQuake.FakeServer;

/// <summary>What a plain serve plays under load: scenarios by weight, and how many requests it takes. The choice is a hash of seed and stream number.</summary>
/// <param name="Uses">Empty = as without a mix: header, match, route.</param>
/// <param name="Limit">Null = it takes all.</param>
public sealed record LoadMix(string File, ulong Seed, IReadOnlyList<MixUse> Uses, RateLimit? Limit)
{
    /// <summary>The scenario that stream number <paramref name="stream"/> gets; null where the mix has none.</summary>
    public string? Choose(int stream, ulong? seed = null)
    {
        // A whole number first: sums of fractions would make the choice depend on their order.
        var total = Uses.Sum(u => (long)u.Weight);
        var at = (long)(new Chance(seed ?? Seed, "mix", 1, stream).Next() * total);
        foreach (var use in Uses)
        {
            at -= use.Weight;
            if (at < 0)
            {
                return use.Scenario;
            }
        }

        return null;
    }
}

/// <summary>One entry of a mix.</summary>
/// <param name="Weight">Beside the other weights: of 97 and 3, 97 in a hundred.</param>
public sealed record MixUse(string Scenario, int Weight);

/// <summary>So many requests a second, so many at once; beyond that each is answered with <paramref name="Answer"/>.</summary>
/// <param name="Burst">Requests that may come together after a pause.</param>
/// <param name="Answer">A scenario of one attempt; its id is <c>limit</c>.</param>
public sealed record RateLimit(double PerSecond, int Burst, Scenario Answer);
