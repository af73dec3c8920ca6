namespace EdgeQuake.Bench;

/// <summary>Timelines and journal → one row; pure.</summary>
internal static class SelfTestRows
{
    public static SelfTestRow Of(string path, int level, LoadResult load, TimeSpan zero, IReadOnlyDictionary<int, IReadOnlyList<SentToken>> journal)
    {
        StreamTimeline[] steady = [.. load.Streams.Where(s => load.Summary.Steady.Has(s.Planned))];
        var pairs = steady.Where(s => s.Complete && journal.TryGetValue(s.Number, out var sent) && sent.Count == s.Tokens.Count).Select(s => (Stream: s, Sent: journal[s.Number])).ToArray();
        return new(
            path, level, load.Summary.Rates.Tokens, pairs.Length, steady.Length - pairs.Length,
            new(Of(pairs.Select(p => (p.Stream.FirstToken!.Value - p.Stream.Started).TotalMilliseconds)), Of(pairs.Select(p => (p.Sent[0].At - zero - p.Stream.Started).TotalMilliseconds))),
            new(Of(pairs.SelectMany(p => Gaps([.. p.Stream.Tokens.Select(t => t.At)]))), Of(pairs.SelectMany(p => Gaps([.. p.Sent.Select(t => t.At)])))),
            Of(pairs.SelectMany(p => Lateness.Of(p.Stream, zero, p.Sent))),
            Of(pairs.SelectMany(p => p.Sent.Where(t => !t.Blocked).Select(t => (t.At - t.Planned).TotalMilliseconds))),
            load.Readings.CpuMicrosecondsPerEvent, load.Readings.CpuShare);
    }

    private static IEnumerable<double> Gaps(TimeSpan[] stamps) => stamps.Zip(stamps.Skip(1), (a, b) => (b - a).TotalMilliseconds);

    private static Quantiles Of(IEnumerable<double> samples) => Quantiles.Of(samples) ?? new(0, 0, 0, 0);
}
