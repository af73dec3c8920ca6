namespace EdgeQuake.FakeServer;

/// <summary><c>rate(50/s)</c>: the fixed gap of a rate.</summary>
internal static class RateDistribution
{
    public static DistributionForm Form { get; } = new("rate", "rate(50/s)", "The fixed gap of so many a second.", Read);

    public static FixedDistribution Of(double perSecond) => new(TimeSpan.FromSeconds(1 / perSecond));

    private static FixedDistribution? Read(DistributionCall call) =>
        call.Args.Length == 1 && call.Args[0].EndsWith("/s", StringComparison.Ordinal) && DistributionText.Number(call.Args[0][..^2], "") is > 0 and { } perSecond ? Of(perSecond) : null;
}
