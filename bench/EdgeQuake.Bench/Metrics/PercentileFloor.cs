namespace EdgeQuake.Bench;

/// <summary>How many samples a percentile needs before it is printed.</summary>
/// <remarks>
/// MLPerf's early-stopping rule: so many samples that, with one miss allowed, the percentile holds with 99 % confidence:
/// the smallest n with pⁿ + n·pⁿ⁻¹·(1−p) ≤ 0.01.
/// </remarks>
public static class PercentileFloor
{
    private static readonly (double P, long Floor)[] Table = [(50, 11), (90, 64), (95, 130), (99, 662), (99.9, 6636)];

    /// <summary>The percentiles that reports print, ascending.</summary>
    public static IReadOnlyList<double> Printed { get; } = [.. Table.Select(t => t.P)];

    /// <summary>Samples needed for percentile <paramref name="p"/>; between two of the table the higher one's.</summary>
    public static long Of(double p) => Table.Where(t => p <= t.P).Select(t => (long?)t.Floor).FirstOrDefault() ?? 66_381;
}
