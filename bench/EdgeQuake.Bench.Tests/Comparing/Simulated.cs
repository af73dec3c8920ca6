using EdgeQuake.Bench;

namespace EdgeQuake.Bench.Tests;

/// <summary>Runs made of draws: TTFT log-normal about 200 ms and correlated from stream to stream, gaps about 20 ms with a long tail, a few failures.</summary>
internal static class Simulated
{
    private const int Tokens = 12;

    /// <param name="slower">All times are multiplied by it.</param>
    /// <param name="failed">Share of streams that fail.</param>
    public static ComparedSide Run(ulong seed, int streams, double slower = 1, double failed = 0, string asked = "the same")
    {
        var made = new List<StreamSample>();
        var mood = 0.0;
        for (var i = 0; i < streams; i++)
        {
            // A server has moods: neighbours in time are slow together (autocorrelation 0.5).
            mood = (0.5 * mood) + (Math.Sqrt(0.75) * Gauss(seed, i * 200));
            made.Add(Stream(seed, i, slower, mood, failed));
        }

        return new($"run {seed}", [new("protocol", "edgequake"), new("load", "closed"), new("questions and parameters", asked), new("objectives", "none")], made, Trust.Valid, 0.2, "test machine");
    }

    private static StreamSample Stream(ulong seed, int i, double slower, double mood, double failed)
    {
        var at = (i * 200) + 2;
        var ttft = 200 * Math.Exp(0.12 * mood) * slower;
        var times = new double[Tokens];
        times[0] = (i * 50) + ttft;
        for (var t = 1; t < Tokens; t++)
        {
            times[t] = times[t - 1] + (slower * 20 * Math.Exp((0.05 * mood) + (0.15 * Gauss(seed, at + (2 * t)))));
        }

        return StreamSample.Of(Some.Stream(i, i * 50, kind: Draws.Uniform(seed ^ 99, i) < failed ? StreamClass.Truncated : StreamClass.Complete) with { Tokens = Some.Tokens(times), FirstToken = Some.Ms(times[0]) });
    }

    /// <summary>A standard normal draw (Box and Muller).</summary>
    private static double Gauss(ulong seed, int at) =>
        Math.Sqrt(-2 * Math.Log(1 - Draws.Uniform(seed, at))) * Math.Cos(2 * Math.PI * Draws.Uniform(seed, at + 1));
}
