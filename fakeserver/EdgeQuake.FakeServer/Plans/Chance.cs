using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Seeded chance: the n-th draw is a hash of (seed, scenario, attempt, stream, n), so it repeats whatever runs beside it.</summary>
internal sealed class Chance(ulong seed, string scenario, int attempt, int stream)
{
    private readonly ulong key = Mix(seed ^ Mix(Fnv(scenario) ^ Mix(((ulong)attempt << 32) ^ (uint)stream)));
    private ulong drawn;

    /// <summary>True once anything was drawn: such a plan belongs to one stream and may not be shared.</summary>
    public bool Used => drawn > 0;

    /// <summary>The next number in [0, 1).</summary>
    public double Next() => (Mix(key + ++drawn) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [min, max].</summary>
    public int Next(int min, int max) => min + (int)(Next() * (max - min + 1));

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Fnv(string text) => Encoding.UTF8.GetBytes(text).Aggregate(14695981039346656037UL, (h, b) => (h ^ b) * 1099511628211UL);
}
