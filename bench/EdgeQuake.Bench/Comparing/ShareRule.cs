namespace EdgeQuake.Bench;

/// <summary>Shares: the interval of the difference, the wider of two. The bootstrap knows that failures come in clusters; Newcombe's (1998, method 10) knows that 0 of n is not never.</summary>
internal static class ShareRule
{
    private const int Resamples = 2000;
    private const double Power = 0.84; // the normal quantile of 80 %

    public static Compared Of(ComparedStat stat, BlockedSample before, BlockedSample after, double margin, double alpha, ulong seed)
    {
        var sign = stat.HigherIsBetter ? -1 : 1;
        var (b, a) = (before.Value, after.Value);
        var z = Normal.Quantile(1 - (alpha / 2));
        double[] drawn = [.. before.Resampled(Resamples, seed).Zip(after.Resampled(Resamples, seed + 1), (x, y) => y - x).Order()];
        var (least, most) = Newcombe(b, before.Streams, a, after.Streams, z);
        var low = Math.Min(drawn[(int)(Resamples * alpha / 2)], least);
        var high = Math.Max(drawn[^(1 + (int)(Resamples * alpha / 2))], most);
        var (best, worst) = sign > 0 ? (low, high) : (-high, -low);
        var verdict = best > margin ? ComparedVerdict.Regression : worst < margin ? ComparedVerdict.Pass : ComparedVerdict.Inconclusive;
        var streams = Math.Min(before.Streams, after.Streams);
        return new(
            stat.Id, stat.Unit, b, a, a - b, low, high, sign * margin, verdict, verdict == ComparedVerdict.Inconclusive ? Further(sign > 0 ? b : 1 - b, streams, margin, z + Power) : null, null);
    }

    private static (double Low, double High) Newcombe(double before, double ofBefore, double after, double ofAfter, double z)
    {
        var (lowBefore, highBefore) = Wilson.Of(before * ofBefore, ofBefore, z);
        var (lowAfter, highAfter) = Wilson.Of(after * ofAfter, ofAfter, z);
        var difference = after - before;
        return (difference - Math.Sqrt(Square(after - lowAfter) + Square(highBefore - before)), difference + Math.Sqrt(Square(highAfter - after) + Square(before - lowBefore)));
    }

    /// <summary>So many streams that no change passes, and one of twice the margin is found. Where there are as many already failures come in clusters, or the change lies near the margin: twice as many.</summary>
    private static int Further(double bad, int streams, double margin, double reach)
    {
        var n = 10.0;
        while (n < 1e9 && (Newcombe(bad, n, bad, n, reach).High >= margin || Newcombe(bad, n, Math.Min(1, bad + (2 * margin)), n, reach).Low <= margin))
        {
            n *= 1.05;
        }

        return n > streams ? Math.Max(1, (int)Math.Ceiling(n) - streams) : streams;
    }

    private static double Square(double x) => x * x;
}
