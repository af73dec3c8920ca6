namespace EdgeQuake.Bench;

/// <summary>One thread that looks at the running load every 50 ms: limits of the streams, delay of the thread pool, GC pauses, progress.</summary>
internal sealed class LoadMonitor : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);
    private readonly Board _board;
    private readonly Action<LoadProgress>? _progress;
    private readonly Thread _thread;
    private readonly PoolWatch _pool;
    private readonly GcWatch _gc = new();
    private readonly IEnumerator<KeyValuePair<int, StreamTask>> _running; // one for all looks: what watches should not allocate
    private TaskCompletionSource _tick = NewTick();
    private volatile bool _stopped;
    private long _tokensBefore;
    private TimeSpan _reported;

    public LoadMonitor(Board board, Action<LoadProgress>? progress)
    {
        (_board, _progress, _pool, _running) = (board, progress, new PoolWatch(board.Clock), board.Running.GetEnumerator());
        _thread = new Thread(Run) { IsBackground = true, Name = "edgequake monitor" };
        _thread.Start();
    }

    public LoadPhase Phase { get; set; } = LoadPhase.Probe;

    /// <summary>Processor time since the run began; null before.</summary>
    public CpuWatch? Cpu { get; set; }

    /// <summary>Looked after while there is one.</summary>
    public QuietHeap? Heap { get; set; }

    /// <summary>Pool and GC as seen since the run began.</summary>
    public PoolWatch Pool => _pool;

    public GcWatch Gc => _gc;

    /// <summary>Forgets start-up and probe stream.</summary>
    public void Restart()
    {
        _pool.Restart();
        _gc.Restart();
        (_tokensBefore, _reported) = (0, TimeSpan.Zero);
    }

    /// <summary>Completes at the next look.</summary>
    public Task Tick() => Volatile.Read(ref _tick).Task;

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        Volatile.Read(ref _tick).TrySetResult();
    }

    private static TaskCompletionSource NewTick() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Run()
    {
        for (var next = _board.Clock.Now + Period; !_stopped; next = TimeSpan.FromTicks(Math.Max(next.Ticks, _board.Clock.Now.Ticks)) + Period)
        {
            _board.Clock.SleepUntil(next);
            _pool.Look();
            _gc.Look();
            _gc.Overlook(Heap?.Look() ?? 0);
            Limits();
            Interlocked.Exchange(ref _tick, NewTick()).TrySetResult();
            Report();
        }
    }

    private void Limits()
    {
        var now = _board.Clock.Now;
        var profile = _board.Profile;
        for (_running.Reset(); _running.MoveNext();)
        {
            var stream = _running.Current.Value;
            var idle = now - new TimeSpan(stream.Recorder.LastByte);
            if (stream.Recorder.Over ? idle >= Linger : idle >= profile.Idle)
            {
                stream.Stop(stream.Recorder.Over ? StopReason.Lingers : StopReason.Idle);
            }
            else if (now - stream.StartedAt >= profile.Overall)
            {
                stream.Stop(stream.Recorder.Over ? StopReason.Lingers : StopReason.Overall);
            }
        }
    }

    private void Report()
    {
        var elapsed = _board.SinceZero;
        if (_progress is null || elapsed - _reported < TimeSpan.FromMilliseconds(240))
        {
            return;
        }

        var tokens = _board.TokensNow;
        var rate = Math.Max(0, tokens - _tokensBefore) / (elapsed - _reported).TotalSeconds;
        (_tokensBefore, _reported) = (tokens, elapsed);
        var phase = Phase == LoadPhase.Steady && elapsed < _board.Profile.EffectiveWarmUp ? LoadPhase.WarmUp : Phase;
        _progress(new(phase, elapsed, _board.Profile.For, _board.Started, _board.Running.Count, _board.Complete, _board.Failed, tokens, rate, _board.Ttft(50))
        {
            TtftP95 = _board.Ttft(95),
            Errors = _board.Errors(),
            Doubt = ValidityRules.Worst(new() { PoolDelay = _pool.Delay(), GcPauseMaxMs = _gc.LongestMs, CpuShare = Cpu?.Share ?? 0, MachineCpuShare = Cpu?.MachineShare }),
        });
    }
}
