using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// Everything that may stop a run before its end: the idle clock, the overall clock, the caller at the asked moment, the harness. The first one decides
/// what is reported.
/// </summary>
internal sealed class Stops : IDisposable
{
    /// <summary>How long a wait must last before a caller asked to cancel in the middle of it does so: long enough that the request has left.</summary>
    private static readonly TimeSpan Midway = TimeSpan.FromMilliseconds(100);

    private readonly Clock _clock;
    private readonly CancelAt? _cancel;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _outer;
    private readonly List<Alarm> _alarms = [];
    private long _alive;
    private int _state;
    private int _end = -1;

    public Stops(RunOptions options, CancelAt? cancel, Clock clock, CancellationToken outer)
    {
        (_clock, _cancel) = (clock, cancel);
        var start = clock.Now;
        Alive();
        _outer = outer.Register(() => Stop(TransportEnd.Cancelled));
        if (options.Idle is { } idle)
            Add(() => State == Waits.Nothing ? TimeSpan.MaxValue : LastByte + idle, idle, TransportEnd.Timeout);
        if (options.Overall is { } overall)
            Add(() => start + overall, overall, TransportEnd.Timeout);
        if (cancel is { At: CancelMoment.After })
            Add(() => start + cancel.After, cancel.After, TransportEnd.Cancelled);
        else if (cancel is { At: CancelMoment.BeforeHeaders })
            Add(() => State == Waits.Head ? LastByte + Midway : TimeSpan.MaxValue, Midway / 4, TransportEnd.Cancelled);
        else if (cancel is { At: CancelMoment.Stall })
            Add(() => State == Waits.MoreBody ? LastByte + Midway : TimeSpan.MaxValue, Midway / 4, TransportEnd.Cancelled);
    }

    /// <summary>What the client is waiting for; the idle clock runs only while it waits for the server.</summary>
    public enum Waits { Nothing, Head, Body, MoreBody }

    public CancellationToken Token => _stop.Token;

    public bool Stopped => _stop.IsCancellationRequested;

    /// <summary>Why it was stopped; only when it was.</summary>
    public TransportEnd Why => (TransportEnd)_end;

    /// <summary>The caller, or the harness, has stopped it: from inside a report too.</summary>
    public bool Cancelled => Stopped && Why == TransportEnd.Cancelled;

    private Waits State => (Waits)Volatile.Read(ref _state);

    private TimeSpan LastByte => new(Volatile.Read(ref _alive));

    /// <summary>A byte came, or a wait for the server begins: the idle clock starts anew.</summary>
    public void Alive() => Volatile.Write(ref _alive, _clock.Now.Ticks);

    public void WaitFor(Waits what)
    {
        if (State == what)
            return;
        Alive();
        Volatile.Write(ref _state, (int)what);
    }

    /// <summary>The run has come to a moment at which the caller may have been asked to cancel. True when it is that moment.</summary>
    public bool Reached(CancelMoment moment, int shown = 0)
    {
        if (_cancel?.At != moment || (moment == CancelMoment.Token && shown < _cancel.Token))
            return false;
        Interlocked.CompareExchange(ref _end, (int)TransportEnd.Cancelled, -1);
        return true;
    }

    /// <summary>Cancels what is being awaited.</summary>
    public void Stop(TransportEnd why)
    {
        Interlocked.CompareExchange(ref _end, (int)why, -1);
        _stop.Cancel();
    }

    public void Dispose()
    {
        _alarms.ForEach(a => a.Dispose());
        _outer.Dispose();

        // Not the token source: an alarm may be ringing right now, and it holds nothing that needs giving back.
    }

    private void Add(Func<TimeSpan> deadline, TimeSpan look, TransportEnd why) => _alarms.Add(new Alarm(_clock, deadline, look, () => Stop(why)));
}
