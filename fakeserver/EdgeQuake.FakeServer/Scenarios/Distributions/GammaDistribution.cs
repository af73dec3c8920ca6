namespace EdgeQuake.FakeServer;

/// <summary><c>gamma(20ms, cv=2)</c>: by its mean and coefficient of variation; shape = 1 / cv² (Marsaglia and Tsang 2000).</summary>
internal sealed record GammaDistribution(TimeSpan Mean, double Cv) : Distribution
{
    public static DistributionForm Form { get; } = new("gamma", "gamma(20ms, cv=2)", "Gamma by its mean and coefficient of variation: bursts above 1, evenness below.", Read);

    public override TimeSpan Draw(int n, Func<double> uniform)
    {
        var shape = 1 / (Cv * Cv);
        return Mean * (Unit(shape, uniform) / shape);
    }

    private static double Unit(double shape, Func<double> uniform)
    {
        if (shape < 1)
        {
            return Unit(shape + 1, uniform) * Math.Pow(1 - uniform(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = Gauss(uniform);
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - uniform()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private static GammaDistribution? Read(DistributionCall call) =>
        call.Args.Length == 2 && Duration.Parse(call.Args[0]) is { } mean && DistributionText.Number(call.Args[1], "cv=") is > 0 and { } cv ? new(mean, cv) : null;
}
