namespace EdgeQuake.Bench;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>The quantile of a probability above one half, to within 0.00045 (Hastings, 1955; Abramowitz and Stegun 26.2.23).</summary>
    public static double Quantile(double probability)
    {
        var t = Math.Sqrt(-2 * Math.Log(1 - probability));
        return t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
    }
}
