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
}

/// <summary>When content is sent: the wait before the first token, and between tokens.</summary>
/// <param name="Name">The named pace it came from, or null.</param>
public sealed record Pace(Distribution Ttft, Distribution Itl, string? Name = null);
