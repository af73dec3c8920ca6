namespace EdgeQuake.Bench;

/// <summary>How long what comes may gather before it is read. Reading each piece at once costs a wake-up of the reader for each, on both ends of a loopback: a third of what an event costs.</summary>
/// <remarks>
/// Pieces are stamped by the kernel, so those that gather are stamped no later: all but two pieces of one connection that come within one pause, which are read together and
/// have the later stamp. So it pauses for long only while hardly any come that near. What does wait is the end of an answer: a caller that asks again at once does so that much later.
/// </remarks>
internal struct Crowd
{
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(4);

    // Microseconds. The long one reads twenty pieces at a time where 10,000 come a second (four milliseconds save no more), the short one a dozen where 50,000 do.
    private const int Long = 2000, Short = 250;

    // Pieces a second.
    private const int Many = 2_000, Masses = 10_000;
    private const double HardlyAny = 0.05;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);
    private TimeSpan _since;
    private int _pieces;
    private int _near;
    private int _pause;

    /// <summary>Whether a piece would be read together with another, or its caller be held up, if pieces gathered: it came within four milliseconds, or held several events.</summary>
    /// <param name="first">The answer begins with it: its gap is from the request.</param>
    /// <param name="last">The answer ends with it; servers say so right behind the last token, which is no reason to hurry.</param>
    /// <param name="gap">From what came before on its connection.</param>
    public static bool IsNear(bool first, bool last, TimeSpan gap, int events) => first ? gap < Near : !last && (gap < Near || events > 1);

    /// <summary>One was read that <see cref="IsNear"/>.</summary>
    public void CameNear() => _near++;

    /// <summary>So many were ready now. Judged every fifty milliseconds.</summary>
    /// <returns>Microseconds; 0 = each is read at once.</returns>
    public int Pause(int ready, TimeSpan now)
    {
        _pieces += ready;
        var past = now - _since;
        if (past >= Window)
        {
            var rate = _pieces / past.TotalSeconds;
            _pause = rate > Many && _near <= HardlyAny * _pieces ? Long : rate > Masses ? Short : 0;
            (_since, _pieces, _near) = (now, 0, 0);
        }

        return _pause;
    }
}
