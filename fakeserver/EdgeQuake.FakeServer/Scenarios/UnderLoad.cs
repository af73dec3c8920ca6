namespace EdgeQuake.FakeServer;

/// <summary>Latency that grows with the answers in progress: with one it is what the pace says, with <paramref name="At"/> or more it is <paramref name="Factor"/> times that, between them on a line.</summary>
public sealed record UnderLoad(int At, double Factor)
{
    /// <summary>What every pause of the pace is multiplied by.</summary>
    /// <param name="open">Answers in progress, this one among them.</param>
    internal double Times(int open) => 1 + ((Factor - 1) * Math.Clamp((open - 1) / (double)Math.Max(1, At - 1), 0, 1));
}
