namespace EdgeQuake.Bench;

/// <summary>A distribution by its tail: exact order statistics.</summary>
public sealed record Tail(double P50, double P99, double P999, double Max)
{
    public static Tail None { get; } = new(0, 0, 0, 0);

    /// <summary>Of samples in any order; zeros without samples.</summary>
    public static Tail Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples];
        Array.Sort(sorted);
        return sorted.Length == 0 ? None : new(At(sorted, 0.5), At(sorted, 0.99), At(sorted, 0.999), sorted[^1]);
    }

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
}
