namespace EdgeQuake.FakeServer;

/// <summary><c>rate(50/s)</c>: the fixed gap of a rate.</summary>
internal static class RateDistribution
{
    public static DistributionForm Form { get; } = new("rate", "rate(50/s)", "The fixed gap of so many a second.", Read);

    public static FixedDistribution Of(double perSecond) => new(TimeSpan.FromSeconds(1 / perSecond));

    private static FixedDistribution? Read(string[] args) =>
        args.Length == 1 && args[0].EndsWith("/s", StringComparison.Ordinal) && DistributionText.Number(args[0][..^2], "") is > 0 and { } perSecond ? Of(perSecond) : null;
}
