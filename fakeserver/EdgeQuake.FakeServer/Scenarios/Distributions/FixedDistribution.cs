namespace EdgeQuake.FakeServer;

/// <summary><c>20ms</c>: always the same.</summary>
internal sealed record FixedDistribution(TimeSpan Value) : Distribution
{
    internal override bool IsFixed => true;

    public override TimeSpan Draw(int n, Func<double> uniform) => Value;

    public override string ToString() => $"{Value.TotalMilliseconds:0.###}ms";
}
