namespace EdgeQuake.FakeServer;

/// <summary>Named paces: the guide's first-token latencies by distance and its token rates by provider. Scripted, never a measurement of the provider.</summary>
public static class Paces
{
    /// <summary>First token after 10-50 ms on localhost, 50-200 ms in one data centre, 200-500 ms across regions; 10-50, 30-80 and 80-150 tokens/s.</summary>
    public static IReadOnlyDictionary<string, Pace> All { get; } = new Pace[]
    {
        new(Between(10, 50), Rate(50), "localhost"),
        new(Between(50, 200), Rate(50), "same-datacenter"),
        new(Between(200, 500), Rate(50), "cross-region"),
        new(Between(10, 50), Rates(10, 50), "ollama-local"),
        new(Between(200, 500), Rates(30, 80), "gpt-4"),
        new(Between(200, 500), Rates(80, 150), "gpt-3.5"),
    }.ToDictionary(p => p.Name!, StringComparer.Ordinal);

    private static UniformDistribution Between(double min, double max) => new(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max));

    private static FixedDistribution Rate(double perSecond) => RateDistribution.Of(perSecond);

    private static UniformDistribution Rates(double min, double max) => new(TimeSpan.FromSeconds(1 / max), TimeSpan.FromSeconds(1 / min));
}
