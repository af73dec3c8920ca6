namespace EdgeQuake.FakeServer;

/// <summary><c>lognormal(20ms, p99=60ms)</c>: by its median and 99th percentile; sigma = ln(p99 / median) / 2.326.</summary>
internal sealed record LognormalDistribution(TimeSpan Median, TimeSpan P99) : Distribution
{
    /// <summary>The standard normal's 99th percentile.</summary>
    private const double Z99 = 2.3263478740;

    public static DistributionForm Form { get; } = new("lognormal", "lognormal(20ms, p99=60ms)", "By its median and its 99th percentile: the long tail of real servers.", Read);

    public override TimeSpan Draw(int n, Func<double> uniform) => Median * Math.Exp(Math.Log(P99 / Median) / Z99 * Gauss(uniform));

    private static LognormalDistribution? Read(DistributionCall call) =>
        call.Args.Length == 2 && Duration.Parse(call.Args[0]) is { } median && median > TimeSpan.Zero && DistributionText.Named(call.Args[1], "p99=") is { } p99 && p99 >= median ? new(median, p99) : null;
}
