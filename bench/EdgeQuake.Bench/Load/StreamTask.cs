namespace EdgeQuake.Bench;

/// <summary>One stream in flight, as the monitor sees it: its recorder, and a way to stop it with a reason.</summary>
internal sealed class StreamTask(StreamRecorder recorder, TimeSpan startedAt) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _reason;

    public StreamRecorder Recorder => recorder;

    /// <summary>On the engine's clock.</summary>
    public TimeSpan StartedAt => startedAt;

    public CancellationToken Token => _stop.Token;

    /// <summary>Why it was stopped; the first reason stays.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, 0) != 0)
        {
            return;
        }

        try
        {
            // Its continuations must not run on the monitor's thread.
            _ = _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself a moment ago: what it said stands.
            _reason = (int)StopReason.None;
        }
    }

    public void Dispose() => _stop.Dispose();
}

/// <summary>Why the engine stopped a stream.</summary>
internal enum StopReason
{
    None,

    /// <summary>No byte for the idle limit.</summary>
    Idle,

    /// <summary>Longer than the overall limit.</summary>
    Overall,

    /// <summary>It was over (end mark seen), but the server left the body open.</summary>
    Lingers,

    /// <summary>The drain ended.</summary>
    Drained,

    /// <summary>The run was interrupted.</summary>
    Interrupted,
}
