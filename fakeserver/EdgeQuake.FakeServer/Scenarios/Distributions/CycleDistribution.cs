namespace EdgeQuake.FakeServer;

/// <summary><c>[5ms, 9ms, 200ms]</c>: one after the other, again from the start.</summary>
internal sealed record CycleDistribution(IReadOnlyList<TimeSpan> Values) : Distribution
{
    public override TimeSpan Draw(int n, Func<double> uniform) => Values[n % Values.Count];
}
