namespace EdgeQuake.FakeServer;

/// <summary>A clock that moves only when it is told to: for the pure parts and for tests of what waits.</summary>
/// <param name="startUtc">Wall-clock time at zero; default: the first second of 2026.</param>
public sealed class SteppedClock(DateTimeOffset? startUtc = null) : Clock
{
    private readonly DateTimeOffset start = startUtc ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Lock sync = new();
    private readonly List<AutoResetEvent> sleepers = [];
    private long now;

    public override TimeSpan Now => new(Interlocked.Read(ref now));

    public override DateTimeOffset UtcNow => start + Now;

    /// <summary>Moves time forward and wakes every sleeper to look at it.</summary>
    public void Step(TimeSpan by)
    {
        Interlocked.Add(ref now, by.Ticks);
        lock (sync)
        {
            sleepers.ForEach(s => s.Set());
        }
    }

    public override void SleepUntil(TimeSpan deadline)
    {
        using var never = new AutoResetEvent(false);
        while (Now < deadline)
        {
            SleepUntil(deadline, never);
        }
    }

    public override void SleepUntil(TimeSpan deadline, AutoResetEvent wake)
    {
        using var stepped = new AutoResetEvent(false);
        lock (sync)
        {
            sleepers.Add(stepped);
        }

        if (Now < deadline)
        {
            _ = WaitHandle.WaitAny([wake, stepped]);
        }

        lock (sync)
        {
            sleepers.Remove(stepped);
        }
    }
}
