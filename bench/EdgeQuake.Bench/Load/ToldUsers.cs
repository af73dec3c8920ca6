namespace EdgeQuake.Bench;

/// <summary>How many streams at once a running load shall have, told from outside while it runs. Set by one thread, read by many.</summary>
internal sealed class ToldUsers
{
    private int _wanted;
    private long _drain = -1;

    /// <summary>Users: each plays stream after stream. One that is to go finishes its stream first.</summary>
    public int Wanted
    {
        get => Volatile.Read(ref _wanted);
        set => Volatile.Write(ref _wanted, value);
    }

    /// <summary>No stream starts any more.</summary>
    public bool Over => Interlocked.Read(ref _drain) >= 0;

    /// <summary>How long running streams may go on once it is over; what runs then is interrupted, and in no figure.</summary>
    public TimeSpan Drain => new(Math.Max(0, Interlocked.Read(ref _drain)));

    /// <summary>Ends the load. A second call may only shorten the drain.</summary>
    public void End(TimeSpan drain)
    {
        var before = Interlocked.Read(ref _drain);
        if (before < 0 || drain.Ticks < before)
        {
            Interlocked.Exchange(ref _drain, drain.Ticks);
        }
    }
}
