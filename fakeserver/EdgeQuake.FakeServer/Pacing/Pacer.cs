namespace EdgeQuake.FakeServer;

/// <summary>One background thread that resumes streams at absolute deadlines, and lets them send on that very thread.</summary>
/// <remarks>
/// <c>stream ─Until(deadline)→ heap ─due→ continuation inline: non-blocking send, next Until</c>.
/// No timer and no hop through the thread pool per token: at 1 000 streams × 50/s the pool's queue collapses, and timers here are 4 ms coarse.
/// </remarks>
internal sealed class Pacer : IDisposable
{
    private static readonly Lazy<Pacer> Process = new(() => new Pacer(Clock.Real));

    private readonly Clock clock;
    private readonly Lock sync = new();
    private readonly PriorityQueue<Waiter, long> due = new();
    private readonly AutoResetEvent wake = new(false);
    private readonly Thread thread;
    private long sleepingUntil = long.MinValue;
    private volatile bool stopped;

    public Pacer(Clock clock)
    {
        this.clock = clock;
        thread = new Thread(Run) { IsBackground = true, Name = "edgequake pacer", Priority = ThreadPriority.AboveNormal };
        thread.Start();
    }

    /// <summary>The pacer of a clock: one for the whole process on the real clock, since a conformance run starts hundreds of servers.</summary>
    public static Pacer For(Clock clock) => ReferenceEquals(clock, Clock.Real) ? Process.Value : new Pacer(clock);

    /// <summary>True on this pacer's thread, where nothing may block.</summary>
    public bool OnThread => Thread.CurrentThread == thread;

    /// <summary>Entries in the heap, stopped streams' leftovers among them.</summary>
    internal int Pending
    {
        get
        {
            lock (sync)
            {
                return due.Count;
            }
        }
    }

    public void Add(Waiter waiter, TimeSpan deadline)
    {
        bool earlier;
        lock (sync)
        {
            due.Enqueue(waiter, deadline.Ticks);
            earlier = deadline.Ticks < sleepingUntil;
        }

        if (earlier && !OnThread)
        {
            wake.Set();
        }
    }

    /// <summary>Ends the thread. The process-wide pacer is left running.</summary>
    public void Dispose()
    {
        if (Process.IsValueCreated && ReferenceEquals(this, Process.Value))
        {
            return;
        }

        stopped = true;
        wake.Set();
    }

    private void Run()
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxPriority.Raise();
        }

        while (!stopped)
        {
            if (Next(out var waiter, out var until))
            {
                waiter.Due();
            }
            else
            {
                clock.SleepUntil(until, wake);
            }
        }
    }

    private bool Next([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Waiter? waiter, out TimeSpan until)
    {
        lock (sync)
        {
            if (!due.TryPeek(out waiter, out var at))
            {
                at = TimeSpan.MaxValue.Ticks;
            }
            else if (at <= clock.Now.Ticks)
            {
                due.Dequeue();
                sleepingUntil = long.MinValue;
                until = default;
                return true;
            }

            sleepingUntil = at;
            until = new TimeSpan(at);
            return false;
        }
    }
}
