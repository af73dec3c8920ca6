using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Runs a load: probe stream, arrivals, drain, summary. Interruption is no error: what was measured until then comes back.</summary>
/// <remarks><c>LoadProfile → Preflight → OpenLoop | ClosedLoop → StreamClient → StreamTimeline* → LoadResults</c></remarks>
public static class LoadEngine
{
    /// <param name="profile">Must have no <see cref="ProfileCheck.Problems"/>.</param>
    /// <param name="cancellation">Ctrl+C: starts no more, stops what runs, and returns the result marked interrupted.</param>
    public static async Task<LoadResult> RunAsync(LoadProfile profile, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        if (ProfileCheck.Problems(profile) is [var first, ..])
        {
            throw new ArgumentException(first.ToString(), nameof(profile));
        }

        options ??= LoadOptions.Default;
        var clock = options.Clock;
        var (began, utc) = (clock.Now, clock.UtcNow);
        var board = new Board(profile, clock) { Zero = clock.Now, Heard = options.Ended };
        var requests = new RequestMaker(profile);
        using var own = options.Http is null ? new HttpMessageInvoker(options.Handler?.Invoke() ?? LoadHandler.Create(clock, profile)) : null;
        using var monitor = new LoadMonitor(board, options.Progress);
        using var fast = FastPath.WhyNot(profile, options) is null && OperatingSystem.IsLinux() ? new FastLoop(clock) : null;
        var client = new StreamClient(board, requests, options.Http ?? own!, options, fast);
        var refusal = profile.NoProbe ? null : await ProbeAsync(board, client, requests, monitor, options.Probed, cancellation);
        var readings = new Readings();
        if (refusal is null && !cancellation.IsCancellationRequested)
        {
            readings = await PlayAsync(board, client, fast, monitor, options, cancellation);
        }

        var via = options.Handler is null ? ClientPath.Of(profile, fast is not null) : "a handler of the caller";
        var header = RunHeaders.Capture("load", RunJson.Schema, profile.Seed, options.Arguments, utc, clock.Now - began);
        return refusal is null
            ? LoadResults.Of(header, profile, via, board.Timelines(), readings, cancellation.IsCancellationRequested ? board.Interrupted ?? TimeSpan.Zero : null, board.Stop)
            : LoadResults.Refused(header, profile, via, refusal);
    }

    /// <summary>One stream before the load: it warms the code up, and says whether there is anything to load. Once it has said something it goes on for no longer than the drain: it need not end.</summary>
    private static async Task<Refusal?> ProbeAsync(Board board, StreamClient client, RequestMaker requests, LoadMonitor monitor, Action<StreamTimeline>? probed, CancellationToken cancellation)
    {
        var probe = client.PlayAsync(-1, TimeSpan.Zero);
        TimeSpan? heard = null;
        while (!probe.IsCompleted)
        {
            await Task.WhenAny(probe, monitor.Tick());
            if (heard is null && board.Running.Any(r => r.Value.Recorder.EventCount > 0))
            {
                heard = board.SinceZero;
            }

            if (cancellation.IsCancellationRequested)
            {
                board.StopAll(StopReason.Interrupted);
            }
            else if (board.SinceZero - heard >= board.Profile.Drain)
            {
                board.StopAll(StopReason.Drained);
            }
        }

        var stream = await probe;
        probed?.Invoke(stream);
        board.Restart();
        return stream.Class == StreamClass.Interrupted ? null : Preflight.Judge(stream, requests.Address, board.Profile, ShapeSeen.Of(client.Looked), ProxyChoice.Of(board.Profile));
    }

    private static async Task<Readings> PlayAsync(Board board, StreamClient client, FastLoop? fast, LoadMonitor monitor, LoadOptions options, CancellationToken cancellation)
    {
        await using var probe = options.ClockProbe ? ClockProbe.Start(board.Clock, fast) : null;
        using var heap = options.QuietHeap ? QuietHeap.Start() : null;
        var cpu = new CpuWatch(board.Clock);
        monitor.Heap = heap;
        monitor.Restart();
        monitor.Cpu = cpu;
        board.Restart();
        options.Zero?.Invoke(board.Zero);
        using var registration = cancellation.Register(() => board.Interrupted = board.SinceZero);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var wakes = new Wakes(board.Clock);
        using var releasing = ending.Token.Register(wakes.Release);
        var conversations = new Conversations(board, client, wakes);
        Task<StreamTimeline> Play(int number, TimeSpan planned) => conversations.PlayAsync(number, planned, ending.Token);
        var loop = options.Users is { } users ? ToldLoop.RunAsync(board, users, Play, monitor.Tick, ending.Token)
            : board.Profile.IsOpen ? OpenLoop.RunAsync(board, Play, ending.Token)
            : ClosedLoop.RunAsync(board, Play, monitor.Tick, ending.Token);
        monitor.Phase = LoadPhase.Steady;
        await SuperviseAsync(board, loop, monitor, ending, options.Users, cancellation);
        options.Over?.Invoke();
        (monitor.Phase, monitor.Heap) = (LoadPhase.Report, null);
        return ReadingsOf(board, monitor, cpu, probe is null ? null : await probe.FinishAsync());
    }

    /// <summary>Until every stream is over: stops them when the drain ends, a guard rail is hit, or the run is interrupted.</summary>
    private static async Task SuperviseAsync(Board board, Task loop, LoadMonitor monitor, CancellationTokenSource ending, ToldUsers? users, CancellationToken cancellation)
    {
        TimeSpan? drain = null;
        while (!loop.IsCompleted || board.InFlight > 0)
        {
            await monitor.Tick();
            if (!cancellation.IsCancellationRequested && board.Stop is null && Guard.Watches(board.Profile) && Guard.Says(board.Profile, board.Facts()) is { } stop)
            {
                board.Stop = stop;
                await ending.CancelAsync();
            }

            if (ending.IsCancellationRequested)
            {
                board.StopAll(StopReason.Interrupted);
            }
            else if (users is { Over: true })
            {
                drain ??= board.SinceZero;
                if (board.SinceZero - drain >= users.Drain)
                {
                    await ending.CancelAsync();
                    board.StopAll(StopReason.Interrupted);
                }
            }
            else if (loop.IsCompleted || board.SinceZero >= board.Profile.For || board.Started >= board.Profile.Count)
            {
                drain ??= board.SinceZero;
                monitor.Phase = LoadPhase.Drain;
                if (board.SinceZero - (board.LastStart > drain ? board.LastStart : drain) >= board.Profile.Drain)
                {
                    board.StopAll(StopReason.Drained);
                }
            }
        }

        await loop;
    }

    private static Readings ReadingsOf(Board board, LoadMonitor monitor, CpuWatch cpu, Quantiles? probe)
    {
        var streams = board.Timelines();
        var events = Math.Max(1, streams.Sum(s => (long)s.Events));
        double[] lags = !board.Profile.IsOpen ? [] : [.. streams.Where(s => s.Class != StreamClass.NotStarted).Select(s => (s.Started - s.Planned).TotalMilliseconds)];
        return new()
        {
            ScheduleLag = Quantiles.Of(lags),
            LateStarts = lags.Count(l => l > 10),
            ClockProbe = probe,
            PoolDelay = monitor.Pool.Delay(),
            GcPauseTotalMs = monitor.Gc.TotalMs,
            GcPauseMaxMs = monitor.Gc.LongestMs,
            Collections = monitor.Gc.Count,
            CpuShare = cpu.Share,
            MachineCpuShare = cpu.MachineShare,
            CpuMicrosecondsPerEvent = cpu.Microseconds / events,
            BytesAllocatedPerEvent = (double)cpu.Allocated / events,
        };
    }
}
