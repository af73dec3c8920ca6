namespace EdgeQuake.Bench;

/// <summary>Plain statistics as other tools take them: no floor, linear interpolation between order statistics (numpy's default).</summary>
internal static class Samples
{
    public static double? Mean(IEnumerable<double> samples) => samples.Select(x => (double?)x).DefaultIfEmpty().Average();

    public static double? Percentile(IEnumerable<double> samples, double p)
    {
        double[] sorted = [.. samples.Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        var at = (sorted.Length - 1) * p / 100;
        var low = (int)at;
        return low == sorted.Length - 1 ? sorted[low] : sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low]));
    }
}
