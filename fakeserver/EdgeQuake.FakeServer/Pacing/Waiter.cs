using System.Threading.Tasks.Sources;

namespace EdgeQuake.FakeServer;

/// <summary>What one stream waits on: a deadline, a gate, or its peer. Reused for every wait of a connection, so a paced token allocates nothing.</summary>
/// <remarks>
/// <c>idle ─Until, Opened→ waiting ─Due (pacer, inline) | Release (pool)→ idle</c>; <c>Stop</c> is for good: the peer or the server is gone, and every
/// later wait ends at once with false. A stopped stream's heap entry is simply ignored when it comes up.
/// </remarks>
internal sealed class Waiter(Pacer pacer) : IValueTaskSource<bool>
{
    private const int Idle = 0, Waiting = 1, Stopped = 2;

    private ManualResetValueTaskSourceCore<bool> core;
    private int state;

    /// <summary>When the gate opened that released it last: all its streams go on from the same instant, whenever a thread gets to each.</summary>
    public TimeSpan ReleasedAt { get; private set; }

    public bool IsStopped => Volatile.Read(ref state) == Stopped;

    /// <summary>Until the deadline, resumed on the pacer's thread. False when stopped.</summary>
    public ValueTask<bool> Until(TimeSpan deadline)
    {
        core.Reset();
        var version = core.Version;
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) != Idle)
        {
            return new ValueTask<bool>(false);
        }

        pacer.Add(this, deadline);
        return new ValueTask<bool>(this, version);
    }

    /// <summary>Until <see cref="Release"/>, which <paramref name="register"/> arranges for. False when stopped.</summary>
    public ValueTask<bool> Opened(Action<Waiter> register)
    {
        core.Reset();
        var version = core.Version;
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) != Idle)
        {
            return new ValueTask<bool>(false);
        }

        register(this);
        return new ValueTask<bool>(this, version);
    }

    /// <summary>Called by the pacer: the continuation runs here and now.</summary>
    public void Due() => Complete(inline: true);

    /// <summary>Called by a gate, on anyone's thread: the continuation goes to the pool.</summary>
    public void Release(TimeSpan at)
    {
        ReleasedAt = at;
        Complete(inline: false);
    }

    public void Stop()
    {
        if (Interlocked.Exchange(ref state, Stopped) == Waiting)
        {
            core.RunContinuationsAsynchronously = true;
            core.SetResult(false);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);

    private void Complete(bool inline)
    {
        if (Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting)
        {
            core.RunContinuationsAsynchronously = !inline;
            core.SetResult(true);
        }
    }
}
