namespace EdgeQuake.Bench;

/// <summary>How much worse is still the same.</summary>
/// <param name="Ratio">Of latencies and rates: 0.05 = 5 %.</param>
/// <param name="Share">Of shares, as a difference: 0.02 = two points.</param>
public sealed record Margin(double Ratio, double Share)
{
    public static Margin Default { get; } = new(0.05, 0.02);
}
