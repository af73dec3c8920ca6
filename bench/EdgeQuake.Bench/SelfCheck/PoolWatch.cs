using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>How long a work item waits for a thread of the pool: every continuation of every read stands in that queue.</summary>
internal sealed class PoolWatch(Clock clock)
{
    private readonly Lock _sync = new();
    private readonly List<double> _delays = [];
    private int _waiting;

    /// <summary>Queues one item, unless the last still waits.</summary>
    public void Look()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static s => s.watch.Started(s.queued), (watch: this, queued: clock.Now), preferLocal: false);
        }
    }

    /// <summary>In milliseconds; null before the first.</summary>
    public Quantiles? Delay()
    {
        lock (_sync)
        {
            return Quantiles.Of(_delays);
        }
    }

    /// <summary>Forgets what it saw: start-up is no part of the run.</summary>
    public void Restart()
    {
        lock (_sync)
        {
            _delays.Clear();
        }
    }

    private void Started(TimeSpan queued)
    {
        var delay = (clock.Now - queued).TotalMilliseconds;
        lock (_sync)
        {
            _delays.Add(delay);
        }

        Volatile.Write(ref _waiting, 0);
    }
}
