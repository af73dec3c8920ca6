namespace EdgeQuake.FakeServer;

/// <summary>Time as an argument: a monotonic now and a sleep to an absolute deadline. Real, or stepped in tests.</summary>
public abstract class Clock
{
    /// <summary>The machine's monotonic clock, comparable between processes of one machine.</summary>
    public static Clock Real { get; } = new RealClock();

    /// <summary>Monotonic time since a fixed, arbitrary origin.</summary>
    public abstract TimeSpan Now { get; }

    /// <summary>Wall-clock time: for headers and HTTP dates only.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Blocks the calling thread until <paramref name="deadline"/>; returns at once when it has passed.</summary>
    public abstract void SleepUntil(TimeSpan deadline);

    /// <summary>The same, but returns early when <paramref name="wake"/> is set. May oversleep a wake by about a millisecond close to the deadline.</summary>
    public virtual void SleepUntil(TimeSpan deadline, AutoResetEvent wake)
    {
        // An event waits in whole milliseconds and may overshoot by one, so the last stretch belongs to the precise sleep.
        var left = deadline - Now;
        if (left > Precise)
        {
            var whole = (left - Precise).TotalMilliseconds;
            if (whole >= 1)
            {
                wake.WaitOne((int)Math.Min(whole, 3_600_000));
                return;
            }
        }

        SleepUntil(deadline);
    }

    private static readonly TimeSpan Precise = TimeSpan.FromMilliseconds(1.2);
}
