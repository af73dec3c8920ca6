using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>The worker's one thread: listens, looks at the clock and at the run, and does what <see cref="WorkerSteps"/> says.</summary>
/// <remarks><c>master ─frame→ Wire ─Heard→ WorkerSteps ─Deed→ run, Wire ─frame→ master</c></remarks>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private readonly WorkerPlace _place;
    private readonly Action<string> _tell;
    private readonly MasterLink _link;
    private readonly string _route;
    private readonly CpuMeter _cpu;
    private WorkerState _state = WorkerState.New;
    private WorkerRun? _run;
    private bool _played;
    private int _runs;
    private ExitCode? _code;

    private Worker(WorkerPlace place, Action<string> tell)
    {
        (_place, _tell, _link) = (place, tell, new(place.Master, place.Id));
        _route = new RequestMaker(place.Profile).Address.AbsolutePath;
        _cpu = new(place.Clock);
    }

    /// <summary>Until the master quits, or something else ends it. A server that cannot be loaded is said before the master hears of this worker.</summary>
    /// <param name="tell">One line for whoever watches.</param>
    public static ExitCode Run(WorkerPlace place, Action<string> tell, CancellationToken stop)
    {
        if (!place.Profile.NoProbe && FirstStream.Refused(place, stop) is { } refusal)
        {
            throw CommandException.Broken(refusal.Message);
        }

        try
        {
            using var worker = new Worker(place, tell);
            return worker.Run(stop);
        }
        finally
        {
            // Waits until what was said last has gone out.
            NetMQ.NetMQConfig.Cleanup();
        }
    }

    public void Dispose() => _link.Dispose();

    private ExitCode Run(CancellationToken stop)
    {
        Happened(new Event.Started());
        var interrupted = false;
        while (_code is null)
        {
            if (_link.Receive(Patience) is { } frame)
            {
                Happened(new Event.Message(Wire.Read(frame) ?? new Heard.Other("unreadable")));
            }

            Happened(new Event.Looked());
            if (stop.IsCancellationRequested && !interrupted)
            {
                interrupted = true;
                Happened(new Event.Interrupted());
            }

            LookAtRun();
        }

        return _code.Value;
    }

    private void LookAtRun()
    {
        if (_run is { Played: true } && !_played)
        {
            _played = true;
            Happened(new Event.Played());
        }

        if (_run is { Written: true } over)
        {
            _run = null;
            Happened(new Event.Written(over.Trouble));
        }
    }

    private void Happened(Event what)
    {
        (_state, var deeds) = WorkerSteps.After(_state, what, _place.Clock.Now);
        foreach (var deed in deeds)
        {
            Do(deed);
        }
    }

    private void Do(Deed deed)
    {
        switch (deed)
        {
            case Deed.Say say:
                Send(say.Said);
                break;
            case Deed.Beat beat:
                Send(new Said.Heartbeat(beat.State, _cpu.Percent(), Environment.WorkingSet));
                break;
            case Deed.Report report:
                Report(report.Users);
                break;
            case Deed.Play play:
                (_run, _played) = (Begin(play.Users), false);
                break;
            case Deed.Change change:
                _run?.Change(change.Users);
                break;
            case Deed.End end:
                _run?.End(end.Drain);
                break;
            case Deed.Reopen:
                _link.Reopen();
                break;
            case Deed.Tell line:
                _tell(line.Line);
                break;
            case Deed.Leave leave:
                _code = leave.Code;
                break;
        }
    }

    private void Send(Said said)
    {
        if (!_link.TrySend(Wire.Bytes(said, _place.Id)) && _state.Phase is not (WorkerPhase.Leaving or WorkerPhase.Gone))
        {
            Happened(new Event.Unheard());
        }
    }

    private void Report(IReadOnlyDictionary<string, int> users)
    {
        if (_run is { } run)
        {
            var (streams, zero) = run.Take();
            Send(new Said.Stats(LocustStats.Of(streams, zero, _route, users)));
        }
    }

    /// <summary>Each worker asks questions of its own, else one would be answered from what the provider cached for another.</summary>
    private WorkerRun Begin(int users)
    {
        var name = _state.Index is { } index ? $"worker-{index}" : _place.Id;
        var profile = _place.Profile with { Seed = _place.Profile.Seed + (ulong)(_state.Index ?? 0), NoProbe = true };
        return new(_place, profile, users, Path.Combine(_place.Folder, name, $"run-{++_runs}"), _tell);
    }
}
