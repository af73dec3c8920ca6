using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// A moment that may move while one waits for it. The one place where the reference clients meet the platform's timers: those tick coarsely and may fire up
/// to 4 ms early, so the deadline is asked for again, on our clock, before anything happens. Nothing here ever fires early.
/// </summary>
internal sealed class Alarm : IDisposable
{
    private readonly Clock _clock;
    private readonly Func<TimeSpan> _deadline;
    private readonly Action _fire;
    private readonly ITimer _timer;

    /// <param name="deadline">Asked again each time the timer ticks; <see cref="TimeSpan.MaxValue"/> = not now, look again after <paramref name="look"/>.</param>
    /// <param name="look">The longest time between two looks at the deadline.</param>
    public Alarm(Clock clock, Func<TimeSpan> deadline, TimeSpan look, Action fire)
    {
        (_clock, _deadline, _fire, Look) = (clock, deadline, fire, look);
        _timer = TimeProvider.System.CreateTimer(static s => ((Alarm)s!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Tick();
    }

    private TimeSpan Look { get; }

    /// <summary>Waits until the deadline has passed on the clock; throws when cancelled.</summary>
    public static async Task UntilAsync(Clock clock, TimeSpan deadline, CancellationToken cancellation)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var alarm = new Alarm(clock, () => deadline, TimeSpan.FromSeconds(60), () => passed.TrySetResult());
        await using var stop = cancellation.Register(() => passed.TrySetCanceled(cancellation));
        await passed.Task;
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var deadline = _deadline();
        var left = deadline == TimeSpan.MaxValue ? Look : deadline - _clock.Now;
        if (left <= TimeSpan.Zero)
            _fire();
        else
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, Look.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
