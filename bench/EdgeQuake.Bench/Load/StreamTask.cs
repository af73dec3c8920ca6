using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>One stream in flight, as the monitor sees it: its recorder, and a way to stop it with a reason.</summary>
internal sealed class StreamTask(StreamRecorder recorder, TimeSpan startedAt) : IDisposable
{
    private CancellationTokenSource? _stop;
    private FastCall? _call;
    private int _reason;
    private bool _over;

    public StreamRecorder Recorder => recorder;

    /// <summary>On the engine's clock.</summary>
    public TimeSpan StartedAt => startedAt;

    /// <summary>Made when it is first asked for: our own client is stopped without.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (recorder)
            {
                _stop ??= new(Reason == StopReason.None ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);
                return _stop.Token;
            }
        }
    }

    /// <summary>Why it was stopped; the first reason stays.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>What our own client asks for it: stopped with it, at once where it was stopped already.</summary>
    [SupportedOSPlatform("linux")]
    public void Asks(FastCall call)
    {
        lock (recorder)
        {
            _call = call;
            if (Reason != StopReason.None)
            {
                call.Stop();
            }
        }
    }

    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, 0) != 0)
        {
            return;
        }

        lock (recorder)
        {
            if (_over)
            {
                // It ended by itself a moment ago: what it said stands.
                _reason = (int)StopReason.None;
                return;
            }

            if (OperatingSystem.IsLinux())
            {
                _call?.Stop();
            }

            // Its continuations must not run on the monitor's thread.
            _ = _stop?.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (recorder)
        {
            _over = true;
            _stop?.Dispose();
        }
    }
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
