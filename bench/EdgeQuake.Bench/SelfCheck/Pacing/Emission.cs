namespace EdgeQuake.Bench;

/// <summary>How well a server kept a schedule: emission − schedule of every token, while all streams were in flight. Times in ms.</summary>
/// <param name="Streams">Streams that sent anything.</param>
/// <param name="Tokens">Tokens planned within the window: every stream was in flight, and had been for a second; the percentiles are of these, blocked ones left out.</param>
/// <param name="Blocked">Tokens among them that the kernel did not take at once: the reader was slow, not the server.</param>
/// <param name="RateShare">Tokens sent within the window / tokens asked for, 0-1.</param>
/// <param name="DriftPercent">Slope of lateness over the schedule, median of the streams, in %: 0.1 = a stream of a minute ends 60 ms late.</param>
/// <param name="WorstDriftPercent">The stream furthest from 0.</param>
/// <param name="Beginning">Lateness in the second before the window, which still pays for a thousand starts: accepting, planning, compiling.</param>
public sealed record Emission(int Streams, long Tokens, long Blocked, Tail Lateness, double RateShare, double DriftPercent, double WorstDriftPercent, Tail Beginning)
{
    /// <summary>How long all streams are in flight before they count as under way; a third of the window where that is shorter.</summary>
    internal static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    public static Emission None { get; } = new(0, 0, 0, Tail.None, 0, 0, 0, Tail.None);

    /// <summary>Of stamps; the schedule itself is counted again from each stream's first deadline, so that a deadline planned wrongly shows too.</summary>
    internal static Emission Of(IReadOnlyList<IReadOnlyList<SentToken>> all, TimeSpan itl)
    {
        IReadOnlyList<SentToken>[] streams = [.. all.Where(s => s.Count > 1)];
        if (streams.Length == 0)
        {
            return None;
        }

        var (from, to) = (streams.Max(s => s[0].Planned), streams.Min(s => s[^1].Planned));
        if (to <= from)
        {
            // So overloaded that the last stream began after the first had ended: all that was sent is what there is to see.
            (from, to) = (streams.Min(s => s[0].Planned), streams.Max(s => s[^1].Planned));
        }

        var settled = from + (Settle < (to - from) / 3 ? Settle : (to - from) / 3);
        var beginning = Late(streams.SelectMany(s => Schedule(s, itl)), from, settled);
        from = settled;
        var asked = streams.Length * ((to - from) / itl);
        var window = streams.SelectMany(s => Schedule(s, itl)).Where(t => t.Planned >= from && t.Planned < to).ToArray();
        var drifts = streams.Select(s => Drift.Percent(Schedule(s, itl))).Order().ToArray();
        return new(
            streams.Length, window.Length, window.LongCount(t => t.Blocked), Late(window, from, to),
            asked > 0 ? streams.Sum(s => s.LongCount(t => t.At >= from && t.At < to)) / asked : 0,
            drifts[drifts.Length / 2], drifts.MaxBy(Math.Abs), beginning);
    }

    private static Tail Late(IEnumerable<SentToken> tokens, TimeSpan from, TimeSpan to) =>
        Tail.Of(tokens.Where(t => !t.Blocked && t.Planned >= from && t.Planned < to).Select(t => (t.At - t.Planned).TotalMilliseconds));

    private static IEnumerable<SentToken> Schedule(IReadOnlyList<SentToken> stream, TimeSpan itl) =>
        stream.Select((t, i) => t with { Planned = stream[0].Planned + (i * itl) });
}
