namespace EdgeQuake.FakeServer;

/// <summary>Every named form, in the order of the docs. Loader, schema and hints are made from this list.</summary>
internal static class Distributions
{
    public static IReadOnlyList<DistributionForm> All { get; } =
    [
        UniformDistribution.Form,
        NormalDistribution.Form,
        LognormalDistribution.Form,
        ExponentialDistribution.Form,
        GammaDistribution.Form,
        RateDistribution.Form,
        TraceDistribution.Form,
    ];
}
