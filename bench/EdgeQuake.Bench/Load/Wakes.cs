using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Wakes whoever waits for a moment, from one thread and as precisely as the clock sleeps: a timer of the pool may be 15 ms late.</summary>
internal sealed class Wakes : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private readonly PriorityQueue<TaskCompletionSource, TimeSpan> _due = new();
    private readonly Lock _sync = new();
    private readonly AutoResetEvent _sooner = new(false);
    private readonly Clock _clock;
    private readonly Lazy<Thread> _thread;
    private bool _released;

    public Wakes(Clock clock)
    {
        _clock = clock;

        // Most loads never wait so.
        _thread = new Lazy<Thread>(() =>
        {
            var thread = new Thread(Run) { IsBackground = true, Name = "edgequake wakes", Priority = ThreadPriority.AboveNormal };
            thread.Start();
            return thread;
        });
    }

    /// <summary>Completes at the moment, or when all are released.</summary>
    public Task At(TimeSpan moment)
    {
        var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_sync)
        {
            if (_released || moment <= _clock.Now)
            {
                return Task.CompletedTask;
            }

            _due.Enqueue(wake, moment);
            _ = _thread.Value;
        }

        _sooner.Set();
        return wake.Task;
    }

    /// <summary>Nobody waits any more, now or later: the run is being ended.</summary>
    public void Release()
    {
        lock (_sync)
        {
            _released = true;
            while (_due.TryDequeue(out var wake, out _))
            {
                wake.SetResult();
            }
        }

        _sooner.Set();
    }

    public void Dispose()
    {
        Release();
        if (_thread.IsValueCreated)
        {
            _thread.Value.Join();
        }

        _sooner.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            TimeSpan next;
            lock (_sync)
            {
                if (_released)
                {
                    return;
                }

                while (_due.TryPeek(out _, out var moment) && moment <= _clock.Now)
                {
                    _due.Dequeue().SetResult();
                }

                next = _due.TryPeek(out _, out var due) ? due : _clock.Now + Idle;
            }

            _clock.SleepUntil(next, _sooner);
        }
    }
}
