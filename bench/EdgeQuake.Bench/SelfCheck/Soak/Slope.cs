namespace EdgeQuake.Bench;

/// <summary>A straight line through samples, with the 95 % interval of its slope: least squares, widened for samples that resemble their neighbours.</summary>
/// <remarks>
/// Samples of memory are no independent draws: with a correlation r of neighbouring residuals, n of them count as n (1 − r) / (1 + r), and the interval is as much wider.
/// </remarks>
/// <param name="PerMinute">Units a minute.</param>
/// <param name="Level">The middle sample.</param>
/// <param name="Correlation">Of neighbouring residuals, 0 to 0.99; negative counts as 0.</param>
public sealed record Slope(double PerMinute, double Lower, double Upper, double Level, int Samples, double Correlation)
{
    /// <summary>Null with fewer than ten samples.</summary>
    public static Slope? Of(IReadOnlyList<(TimeSpan At, double Value)> samples)
    {
        if (samples.Count < 10)
        {
            return null;
        }

        double[] x = [.. samples.Select(s => s.At.TotalMinutes)];
        double[] y = [.. samples.Select(s => s.Value)];
        var (meanX, meanY) = (x.Average(), y.Average());
        var spread = x.Sum(v => (v - meanX) * (v - meanX));
        var slope = x.Zip(y).Sum(p => (p.First - meanX) * (p.Second - meanY)) / spread;
        double[] residuals = [.. x.Zip(y).Select(p => p.Second - meanY - (slope * (p.First - meanX)))];
        var squares = residuals.Sum(r => r * r);
        var correlation = squares == 0 ? 0 : Math.Clamp(residuals.Zip(residuals.Skip(1)).Sum(p => p.First * p.Second) / squares, 0, 0.99);
        var error = Math.Sqrt(squares / (x.Length - 2) / spread * ((1 + correlation) / (1 - correlation)));
        return new Slope(slope, slope - (1.96 * error), slope + (1.96 * error), y.Order().ElementAt(y.Length / 2), y.Length, correlation);
    }
}
