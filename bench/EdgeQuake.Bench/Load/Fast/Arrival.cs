namespace EdgeQuake.Bench;

/// <summary>When bytes arrived on the clock of a run, from a stamp of the wall clock.</summary>
internal static class Arrival
{
    /// <param name="now">When the bytes were read.</param>
    /// <param name="utc">The same instant on the wall clock, in nanoseconds since 1970.</param>
    /// <param name="arrived">The kernel's stamp on the wall clock; 0 = none, and <paramref name="now"/> stands.</param>
    /// <param name="before">Nothing arrives before it: the last stamp of this connection. A wall clock that is set between stamp and read does no more harm than this.</param>
    public static TimeSpan Of(TimeSpan now, long utc, long arrived, TimeSpan before)
    {
        if (arrived == 0 || arrived > utc)
        {
            return now;
        }

        var at = now - TimeSpan.FromTicks((utc - arrived) / TimeSpan.NanosecondsPerTick);
        return at > before ? at : before < now ? before : now;
    }
}
