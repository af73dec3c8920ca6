namespace EdgeQuake.Bench;

/// <summary>The 95 % interval of a share (Wilson, 1927): honest at 0 of n and n of n, where the textbook one has no width.</summary>
public static class Wilson
{
    /// <summary>Low and high, 0-1; the whole range when nothing was counted.</summary>
    public static (double Low, double High) Of(long hits, long of) => Of(hits, of, 1.96);

    /// <param name="z">The normal quantile of the confidence.</param>
    internal static (double Low, double High) Of(double hits, double of, double z)
    {
        if (of == 0)
        {
            return (0, 1);
        }

        var (n, p) = (of, hits / of);
        var center = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return (Math.Max(0, center - half), Math.Min(1, center + half));
    }
}
