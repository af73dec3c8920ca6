namespace EdgeQuake.Bench;

/// <summary>Chance as an argument: a number in [0, 1) that depends on seed and position alone, so that any draw can be repeated by itself.</summary>
internal static class Draws
{
    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014) of seed and position; 53 bits of it.</summary>
    public static double Uniform(ulong seed, int position)
    {
        var z = seed + (0x9E3779B97F4A7C15UL * ((ulong)position + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
