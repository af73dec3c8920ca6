using System.Collections.Concurrent;

namespace EdgeQuake.FakeServer;

/// <summary>What a server counts from its start to its end, for <see cref="MetricsText"/>. A paced token costs a few interlocked additions and no allocation.</summary>
/// <remarks>Never reset, not by the admin API either: a counter that falls is a restart to whoever scrapes it.</remarks>
internal sealed class Counters
{
    private readonly long[] late = new long[LateBounds.Count + 1];
    private long tokens;
    private long bytes;
    private long writes;
    private long blocked;
    private long lateTicks;
    private long unmatched;
    private long unmet;
    private long connections;
    private long connectionsOpen;
    private long connectionsRefused;

    /// <summary>Upper bounds of the lateness histogram, in ticks of 100 ns: 50 µs to 1 s.</summary>
    public static IReadOnlyList<long> LateBounds { get; } = [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 10_000_000];

    public long Tokens => Volatile.Read(ref tokens);

    /// <summary>Body bytes.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    public long Writes => Volatile.Read(ref writes);

    /// <summary>Writes that the kernel did not take whole at once.</summary>
    public long Blocked => Volatile.Read(ref blocked);

    public TimeSpan LateSum => new(Volatile.Read(ref lateTicks));

    public long Unmatched => Volatile.Read(ref unmatched);

    public long Unmet => Volatile.Read(ref unmet);

    public long Connections => Volatile.Read(ref connections);

    public long ConnectionsOpen => Volatile.Read(ref connectionsOpen);

    /// <summary>Connections turned away because as many as allowed were open.</summary>
    public long ConnectionsRefused => Volatile.Read(ref connectionsRefused);

    /// <summary>Requests by scenario; those that none answered under the empty name.</summary>
    public ConcurrentDictionary<string, long> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>Ends and faults: asked for, done, how often.</summary>
    public ConcurrentDictionary<(string Asked, string Done), long> Ends { get; } = new();

    /// <summary>Writes by lateness: one more than <see cref="LateBounds"/>, the last for all above.</summary>
    public IReadOnlyList<long> Late() => [.. late.Select((_, i) => Volatile.Read(ref late[i]))];

    public void Wrote(in WriteCount some)
    {
        Interlocked.Add(ref writes, some.Writes);
        Interlocked.Add(ref bytes, some.Bytes);
        Interlocked.Add(ref tokens, some.Tokens);
        if (some.Blocked > 0)
        {
            Interlocked.Add(ref blocked, some.Blocked);
        }
    }

    /// <summary>How late a write was that was waited for, and that the kernel took whole.</summary>
    public void Late(TimeSpan by)
    {
        Interlocked.Add(ref lateTicks, Math.Max(0, by.Ticks));
        Interlocked.Increment(ref late[Bucket(by.Ticks)]);
    }

    public void Began(JournalEntry start)
    {
        Requests.AddOrUpdate(start.Scenario, 1, static (_, n) => n + 1);
        if (Unanswered.Is(start))
        {
            Interlocked.Increment(ref unmatched);
        }

        Interlocked.Add(ref unmet, start.Notes.Count(n => n.StartsWith("unmet", StringComparison.Ordinal)));
    }

    public void Ended(JournalEntry entry)
    {
        if (entry.End is { } end)
        {
            Ends.AddOrUpdate((end.Asked, end.Done), 1, static (_, n) => n + 1);
        }
    }

    public void Connected()
    {
        Interlocked.Increment(ref connections);
        Interlocked.Increment(ref connectionsOpen);
    }

    public void Disconnected() => Interlocked.Decrement(ref connectionsOpen);

    public void TurnedAway() => Interlocked.Increment(ref connectionsRefused);

    private static int Bucket(long ticks)
    {
        var i = 0;
        while (i < LateBounds.Count && ticks > LateBounds[i])
        {
            i++;
        }

        return i;
    }
}
