namespace EdgeQuake.Bench;

/// <summary>Whether so much comes that reading each piece at once costs more than it tells: a wake-up of the reader for each, on both ends of a loopback.</summary>
/// <remarks>
/// Pieces are stamped by the kernel, so a reader that lets them gather for a quarter of a millisecond stamps them no later. What does wait is the end of an answer: a caller
/// that asks again at once does so that much later, and only while this many come.
/// </remarks>
internal struct Crowd
{
    /// <summary>Microseconds: at 50,000 pieces a second some dozen are read for one wake-up.</summary>
    public const int Pause = 250;

    private const int Many = 10_000; // a second
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(10);
    private TimeSpan _since;
    private int _pieces;
    private bool _is;

    /// <summary>So many were ready now. True while more than ten thousand a second come, judged every ten milliseconds.</summary>
    public bool Seen(int ready, TimeSpan now)
    {
        _pieces += ready;
        var past = now - _since;
        if (past >= Window)
        {
            (_is, _since, _pieces) = (_pieces > Many * past.TotalSeconds, now, 0);
        }

        return _is;
    }
}
