namespace EdgeQuake.Bench;

/// <summary>Latencies and rates: the interval of the ratio by a bootstrap over blocks, and how many streams a verdict takes.</summary>
internal static class RatioRule
{
    private const int Resamples = 2000;
    private const double Power = 0.84; // the normal quantile of 80 %

    /// <summary>The verdict on one statistic.</summary>
    /// <param name="alpha">Both tails together.</param>
    /// <param name="bound">By how much the clocks of the two runs may be off, ms: what lies within is no difference.</param>
    public static Compared Of(ComparedStat stat, BlockedSample before, BlockedSample after, double margin, double alpha, double bound, ulong seed)
    {
        var (b, a) = (before.Value, after.Value);
        var worst = stat.Unit == "ms" && b > 0 ? Math.Max(margin, bound / b) : margin;
        var limit = Math.Log(1 + worst);
        var plain = new Compared(stat.Id, stat.Unit, b, a, Seen(stat, Math.Exp(Worse(stat, b, a))), null, null, Seen(stat, Math.Exp(limit)), ComparedVerdict.Inconclusive, null, null);
        var floor = PercentileFloor.Of(stat.Percentile!.Value);
        if (Math.Min(before.Count, after.Count) is var least && least < floor)
        {
            var perStream = Math.Max(1, (double)least / Math.Max(1, Math.Min(before.Streams, after.Streams)));
            return plain with { Further = (int)Math.Ceiling((floor - least) / perStream), Why = $"n too small: p{stat.Percentile} needs {floor} samples" };
        }

        var (was, now) = (before.Resampled(Resamples, seed), after.Resampled(Resamples, seed + 1));
        double[] worse = [.. was.Zip(now, (x, y) => Worse(stat, x, y)).Order()];
        var (low, high) = (worse[(int)(Resamples * alpha / 2)], worse[^(1 + (int)(Resamples * alpha / 2))]);
        var verdict = low > limit ? ComparedVerdict.Regression : high < limit ? ComparedVerdict.Pass : ComparedVerdict.Inconclusive;
        var (from, to) = (Seen(stat, Math.Exp(low)), Seen(stat, Math.Exp(high)));
        return plain with
        {
            Low = Math.Min(from, to),
            High = Math.Max(from, to),
            Verdict = verdict,
            Further = verdict == ComparedVerdict.Inconclusive ? Further(worse, Worse(stat, b, a), worst, alpha, Math.Min(before.Streams, after.Streams)) : null,
        };
    }

    /// <summary>The ratio, on a logarithm and so that positive is worse. Both infinite is no difference: the share of failed streams says the rest.</summary>
    private static double Worse(ComparedStat stat, double before, double after) =>
        before.Equals(after) ? 0 : stat.HigherIsBetter ? Math.Log(before / after) : Math.Log(after / before);

    private static double Seen(ComparedStat stat, double worse) => stat.HigherIsBetter ? 1 / worse : worse;

    /// <summary>
    /// Intervals shrink with √n: so many streams that a change of twice the margin is found, and no change passed, four times in five. Where there are as many already, the
    /// change lies near the margin, and its own distance counts; beyond ten times as many it is said that more would not help.
    /// </summary>
    private static int? Further(double[] worse, double estimate, double margin, double alpha, int streams)
    {
        double[] finite = [.. worse.Where(double.IsFinite)];
        if (finite.Length < worse.Length)
        {
            return streams; // a percentile that is now a number and now infinite has no width to reckon with: twice as many
        }

        var mean = finite.Average();
        var error = Math.Sqrt(finite.Sum(w => (w - mean) * (w - mean)) / (finite.Length - 1));
        var reach = (Normal.Quantile(1 - (alpha / 2)) + Power) * error;
        var needed = Needed(Math.Min(Math.Log(1 + margin), Math.Log((1 + (2 * margin)) / (1 + margin))));
        var near = needed <= streams;
        needed = near ? Needed(Math.Abs(estimate - Math.Log(1 + margin))) : needed;
        return near && needed > streams * 10.0 ? null : (int)Math.Min(1_000_000_000, Math.Max(1, Math.Ceiling(needed) - streams));

        double Needed(double distance) => streams * Math.Pow(reach / distance, 2);
    }
}
