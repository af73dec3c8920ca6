namespace EdgeQuake.FakeServer;

/// <summary>A duration, fixed or drawn. Each form is one file of this folder: its syntax, and its draw.</summary>
public abstract record Distribution
{
    public static Distribution Zero { get; } = new FixedDistribution(TimeSpan.Zero);

    /// <summary>Always the same: nothing is drawn, and a plan that has no other may be shared between streams.</summary>
    internal virtual bool IsFixed => false;

    /// <summary>The n-th draw, from a uniform source in [0, 1) that the caller seeds.</summary>
    public abstract TimeSpan Draw(int n, Func<double> uniform);

    /// <summary>Box and Muller.</summary>
    private protected static double Gauss(Func<double> uniform) => Math.Sqrt(-2 * Math.Log(1 - uniform())) * Math.Cos(2 * Math.PI * uniform());
}
