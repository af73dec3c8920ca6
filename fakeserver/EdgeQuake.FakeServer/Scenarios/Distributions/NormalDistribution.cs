namespace EdgeQuake.FakeServer;

/// <summary><c>normal(20ms, 5ms)</c>: by mean and standard deviation, cut off at zero.</summary>
internal sealed record NormalDistribution(TimeSpan Mean, TimeSpan Deviation) : Distribution
{
    public static DistributionForm Form { get; } = new("normal", "normal(20ms, 5ms)", "By mean and standard deviation, cut off at zero.", Read);

    public override TimeSpan Draw(int n, Func<double> uniform)
    {
        var value = Mean + (Deviation * Gauss(uniform));
        return value > TimeSpan.Zero ? value : TimeSpan.Zero;
    }

    private static NormalDistribution? Read(DistributionCall call) => DistributionText.Two(call.Args) is { } t ? new(t.A, t.B) : null;
}
