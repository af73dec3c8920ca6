namespace EdgeQuake.FakeServer;

/// <summary><c>uniform(10ms, 30ms)</c>: flat between two bounds.</summary>
internal sealed record UniformDistribution(TimeSpan Min, TimeSpan Max) : Distribution
{
    public static DistributionForm Form { get; } = new("uniform", "uniform(10ms, 30ms)", "Flat between two bounds.", Read);

    public override TimeSpan Draw(int n, Func<double> uniform) => Min + ((Max - Min) * uniform());

    private static UniformDistribution? Read(DistributionCall call) => DistributionText.Two(call.Args) is { } t && t.A <= t.B ? new(t.A, t.B) : null;
}
