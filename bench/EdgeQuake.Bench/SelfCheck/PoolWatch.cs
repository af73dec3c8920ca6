using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>How long a work item waits for a thread of the pool: every continuation of every read stands in that queue.</summary>
/// <remarks>It is its own work item: what watches should not allocate.</remarks>
internal sealed class PoolWatch(Clock clock) : IThreadPoolWorkItem
{
    private readonly Lock _sync = new();
    private readonly List<double> _delays = [];
    private int _waiting;
    private TimeSpan _queued;

    /// <summary>Queues one item, unless the last still waits.</summary>
    public void Look()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            _queued = clock.Now;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
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

    void IThreadPoolWorkItem.Execute()
    {
        var delay = (clock.Now - _queued).TotalMilliseconds;
        lock (_sync)
        {
            _delays.Add(delay);
        }

        Volatile.Write(ref _waiting, 0);
    }
}
