using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A wait of a measurement: on a thread of its own, since a timer's 4 ms and a busy thread pool would be part of the window.</summary>
internal static class Pause
{
    /// <summary>Ends early, without a word, when cancelled: looks every 50 ms.</summary>
    public static Task ForAsync(Clock clock, TimeSpan time, CancellationToken cancellation) => Task.Factory.StartNew(
        () =>
        {
            var until = clock.Now + time;
            for (var now = clock.Now; now < until && !cancellation.IsCancellationRequested; now = clock.Now)
            {
                clock.SleepUntil(TimeSpan.FromTicks(Math.Min(until.Ticks, now.Ticks + (50 * TimeSpan.TicksPerMillisecond))));
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
