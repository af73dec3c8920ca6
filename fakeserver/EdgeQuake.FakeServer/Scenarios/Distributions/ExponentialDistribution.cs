namespace EdgeQuake.FakeServer;

/// <summary><c>exp(20ms)</c>: by its mean; the gaps of arrivals that know nothing of each other.</summary>
internal sealed record ExponentialDistribution(TimeSpan Mean) : Distribution
{
    public static DistributionForm Form { get; } = new("exp", "exp(20ms)", "Exponential by its mean: the gaps of arrivals that know nothing of each other.", Read);

    public override TimeSpan Draw(int n, Func<double> uniform) => Mean * -Math.Log(1 - uniform());

    private static ExponentialDistribution? Read(DistributionCall call) => call.Args.Length == 1 && Duration.Parse(call.Args[0]) is { } mean ? new(mean) : null;
}
