namespace EdgeQuake.Bench;

/// <summary>Pauses of our own garbage collector: while it pauses no stamp can be taken.</summary>
internal sealed class GcWatch
{
    private TimeSpan _pausedBefore = GC.GetTotalPauseDuration();
    private int _collectionsBefore = Collections();
    private int _seen = Collections();

    public double LongestMs { get; private set; }

    public double TotalMs => (GC.GetTotalPauseDuration() - _pausedBefore).TotalMilliseconds;

    public int Count => Collections() - _collectionsBefore;

    /// <summary>Looks at the last collection, when there was one since the last look.</summary>
    public void Look()
    {
        var now = Collections();
        if (now == _seen)
        {
            return;
        }

        _seen = now;
        foreach (var pause in GC.GetGCMemoryInfo(GCKind.Any).PauseDurations)
        {
            LongestMs = Math.Max(LongestMs, pause.TotalMilliseconds);
        }
    }

    /// <summary>So many were counted by the runtime and were none.</summary>
    public void Overlook(int collections) => (_collectionsBefore, _seen) = (_collectionsBefore + collections, _seen + collections);

    /// <summary>Counts from here: start-up is no part of the run.</summary>
    public void Restart() => (_pausedBefore, _collectionsBefore, _seen, LongestMs) = (GC.GetTotalPauseDuration(), Collections(), Collections(), 0);

    private static int Collections() => GC.CollectionCount(0);
}
