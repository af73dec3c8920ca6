namespace EdgeQuake.Bench;

/// <summary>Stamps of both ends → what one window of a client came to; pure.</summary>
/// <param name="From">Of the clock that both share; the window's first moment.</param>
internal readonly record struct ClientWindow(TimeSpan From, TimeSpan To)
{
    /// <summary>Tokens received within it.</summary>
    public long Events(IReadOnlyList<ClientStream> streams)
    {
        var (from, to) = (From.Ticks, To.Ticks);
        return streams.Sum(s => s.AtTicks.LongCount(t => t >= from && t < to));
    }

    /// <summary>Reception − emission in ms of the tokens sent within it. Writes that the kernel did not take at once are left out: their stamp is not when they left.</summary>
    public IEnumerable<double> Late(IReadOnlyList<ClientStream> streams, IReadOnlyDictionary<int, IReadOnlyList<SentToken>> journal)
    {
        var (first, last) = (From, To);
        return from stream in streams
               where journal.ContainsKey(stream.Number)
               from pair in journal[stream.Number].Zip(stream.AtTicks, (sent, got) => (Sent: sent, Got: got))
               where !pair.Sent.Blocked && pair.Sent.At >= first && pair.Sent.At < last
               select (pair.Got - pair.Sent.At.Ticks) / (double)TimeSpan.TicksPerMillisecond;
    }

    /// <summary>Streams that did not end as they should, or that brought another number of tokens than were sent.</summary>
    public static int Failed(IReadOnlyList<ClientStream> streams, IReadOnlyDictionary<int, IReadOnlyList<SentToken>> journal, int asked) =>
        asked - streams.Count(s => s.Whole && journal.TryGetValue(s.Number, out var sent) && sent.Count == s.AtTicks.Count);
}
