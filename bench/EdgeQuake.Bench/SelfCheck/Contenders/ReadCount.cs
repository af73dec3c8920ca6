namespace EdgeQuake.Bench;

/// <summary>What the readers of one measurement have seen so far.</summary>
/// <param name="expected">Events of a complete answer; null = not known, then the terminator alone says complete.</param>
internal sealed class ReadCount(int? expected)
{
    private long _events;
    private long _reads;
    private int _complete;
    private int _failed;

    public long Events => Interlocked.Read(ref _events);

    /// <summary>Reads that brought events: events / reads says whether frames came merged.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    public int Complete => Volatile.Read(ref _complete);

    /// <summary>Streams that could not connect, ended early, or brought another number of events.</summary>
    public int Failed => Volatile.Read(ref _failed);

    public bool IsWhole(int events) => expected is null || events == expected;

    /// <summary>One read brought so many events.</summary>
    public void Read(int events)
    {
        if (events > 0)
        {
            Interlocked.Add(ref _events, events);
            Interlocked.Increment(ref _reads);
        }
    }

    public void Ended(bool whole) => Interlocked.Increment(ref whole ? ref _complete : ref _failed);
}
