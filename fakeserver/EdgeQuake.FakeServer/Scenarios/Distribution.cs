namespace EdgeQuake.FakeServer;

/// <summary>A duration, fixed or drawn: <c>20ms</c>, <c>uniform(10ms, 30ms)</c>, <c>lognormal(20ms, p99=60ms)</c>, <c>[5ms, 9ms]</c>…</summary>
public abstract record Distribution
{
    public static Distribution Zero { get; } = new Fixed(TimeSpan.Zero);

    /// <summary>The n-th draw, from a uniform source in [0, 1) that the caller seeds.</summary>
    public abstract TimeSpan Draw(int n, Func<double> uniform);

    /// <summary>Always the same.</summary>
    public sealed record Fixed(TimeSpan Value) : Distribution
    {
        public override TimeSpan Draw(int n, Func<double> uniform) => Value;

        public override string ToString() => $"{Value.TotalMilliseconds:0.###}ms";
    }

    /// <summary>Flat between two bounds.</summary>
    public sealed record Uniform(TimeSpan Min, TimeSpan Max) : Distribution
    {
        public override TimeSpan Draw(int n, Func<double> uniform) => Min + ((Max - Min) * uniform());
    }

    /// <summary>Cut off at zero.</summary>
    public sealed record Normal(TimeSpan Mean, TimeSpan Deviation) : Distribution
    {
        public override TimeSpan Draw(int n, Func<double> uniform) => Positive(Mean + (Deviation * Gauss(uniform)));
    }

    /// <summary>By its median and 99th percentile: sigma = ln(p99 / median) / 2.326.</summary>
    public sealed record LogNormal(TimeSpan Median, TimeSpan P99) : Distribution
    {
        public override TimeSpan Draw(int n, Func<double> uniform) => Median * Math.Exp(Math.Log(P99 / Median) / 2.3263478740 * Gauss(uniform));
    }

    public sealed record Exponential(TimeSpan Mean) : Distribution
    {
        public override TimeSpan Draw(int n, Func<double> uniform) => Mean * -Math.Log(1 - uniform());
    }

    /// <summary>By its mean and coefficient of variation: shape = 1 / cv² (Marsaglia and Tsang 2000).</summary>
    public sealed record Gamma(TimeSpan Mean, double Cv) : Distribution
    {
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
    }

    /// <summary>One after the other, again from the start.</summary>
    public sealed record Cycle(IReadOnlyList<TimeSpan> Values) : Distribution
    {
        public override TimeSpan Draw(int n, Func<double> uniform) => Values[n % Values.Count];
    }

    /// <summary>Box and Muller.</summary>
    private protected static double Gauss(Func<double> uniform) => Math.Sqrt(-2 * Math.Log(1 - uniform())) * Math.Cos(2 * Math.PI * uniform());

    private protected static TimeSpan Positive(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;
}

/// <summary>When content is sent: the wait before the first token, and between tokens.</summary>
/// <param name="Name">The named pace it came from, or null.</param>
public sealed record Pace(Distribution Ttft, Distribution Itl, string? Name = null);
