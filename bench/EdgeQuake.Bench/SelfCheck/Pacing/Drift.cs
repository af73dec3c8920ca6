namespace EdgeQuake.Bench;

/// <summary>Does a stream run slow? The slope of a least-squares line through lateness over schedule: one late token does not make a drift.</summary>
internal static class Drift
{
    /// <summary>In %; 0 for fewer than two tokens. Blocked tokens are left out: their stamp is not when they left.</summary>
    public static double Percent(IEnumerable<SentToken> stream)
    {
        var points = stream.Where(t => !t.Blocked).Select(t => (X: t.Planned.TotalSeconds, Y: (t.At - t.Planned).TotalSeconds)).ToArray();
        if (points.Length < 2)
        {
            return 0;
        }

        var (meanX, meanY) = (points.Average(p => p.X), points.Average(p => p.Y));
        var spread = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        return spread == 0 ? 0 : 100 * points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / spread;
    }
}
