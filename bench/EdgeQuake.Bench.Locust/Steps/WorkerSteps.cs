using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>The worker as a function: where it stands and what happened → where it stands now and what is to be done. Pure: the time is an argument, and nothing is sent here.</summary>
/// <remarks><c>Joining ─ack→ Ready ─spawn→ Running ─stop→ Stopping ─written→ Ready; any ─quit→ Leaving ─written→ Gone</c></remarks>
internal static class WorkerSteps
{
    private const int MostTries = 60;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beats = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reports = TimeSpan.FromSeconds(3);
    private static readonly Dictionary<string, int> Nobody = new(StringComparer.Ordinal);

    /// <param name="at">The worker's own monotonic clock.</param>
    public static (WorkerState State, IReadOnlyList<Deed> Deeds) After(WorkerState s, Event what, TimeSpan at) => what switch
    {
        Event.Started => (s with { Tries = 1, AskAt = at + Again }, [Ready]),
        Event.Looked => OnLook(s, at),
        Event.Message m => OnMessage(s, m.Heard, at),
        Event.Played => (s, s.Phase is WorkerPhase.Running or WorkerPhase.Stopping or WorkerPhase.Leaving ? [new Deed.Report(s.Users)] : []),
        Event.Written w => OnWritten(s, w.Trouble, at),
        Event.Interrupted => Leave(s with { Code = ExitCode.Interrupted }),
        Event.Unheard => Then([new Deed.Tell("error: the master takes no messages any more")], Leave(s with { Code = ExitCode.Broken })),
        _ => (s, []),
    };

    private static Deed Ready => new Deed.Say(new Said.Ready());

    private static (WorkerState, IReadOnlyList<Deed>) OnLook(WorkerState s, TimeSpan at)
    {
        if (s.Phase == WorkerPhase.Joining)
        {
            return at < s.AskAt ? (s, [])
                : s.Tries == MostTries ? (s with { Phase = WorkerPhase.Gone }, [new Deed.Tell("error: no master answers"), new Deed.Leave(ExitCode.Broken)])
                : (s with { Tries = s.Tries + 1, AskAt = at + Again }, s.Tries == 2 ? [new Deed.Tell("no master answers yet"), Ready] : [Ready]);
        }

        var deeds = new List<Deed>();
        if (s.Phase != WorkerPhase.Gone && at >= s.BeatAt)
        {
            deeds.Add(new Deed.Beat(s.Phase == WorkerPhase.Ready ? "ready" : "running"));
            s = s with { BeatAt = at + Beats };
        }

        if (s.Phase == WorkerPhase.Running && at >= s.ReportAt)
        {
            deeds.Add(new Deed.Report(s.Users));
            s = s with { ReportAt = at + Reports };
        }

        return (s, deeds);
    }

    private static (WorkerState, IReadOnlyList<Deed>) OnMessage(WorkerState s, Heard heard, TimeSpan at) => (heard, s.Phase) switch
    {
        (Heard.Ack ack, WorkerPhase.Joining) => (s with { Phase = WorkerPhase.Ready, Index = ack.Index, BeatAt = at }, [new Deed.Tell($"joined the master{(ack.Index is { } i ? $" as worker {i}" : "")}")]),
        (Heard.Spawn spawn, WorkerPhase.Ready or WorkerPhase.Running) => OnSpawn(s, spawn, at),
        (Heard.Spawn spawn, WorkerPhase.Stopping) => (s with { Next = spawn }, []),
        (Heard.Stop, WorkerPhase.Running) => (s with { Phase = WorkerPhase.Stopping }, [new Deed.Tell("the test is stopped"), new Deed.End(s.StopTimeout)]),
        (Heard.Stop, WorkerPhase.Ready) => (s, [new Deed.Say(new Said.Stopped()), Ready]),
        (Heard.Stop, WorkerPhase.Stopping) => (s with { Next = null }, []),
        (Heard.Quit, not (WorkerPhase.Leaving or WorkerPhase.Gone)) => Then([new Deed.Tell("the master quits")], Leave(s)),
        (Heard.Reconnect, not WorkerPhase.Gone) => (s, [new Deed.Reopen()]),
        _ => (s, []),
    };

    private static (WorkerState, IReadOnlyList<Deed>) OnSpawn(WorkerState s, Heard.Spawn spawn, TimeSpan at)
    {
        Deed heard = new Deed.Say(new Said.Spawning());
        if (spawn.Timestamp <= s.SpawnedAt)
        {
            return (s, [heard]);
        }

        var (users, first) = (spawn.Users.Values.Sum(), s.Phase == WorkerPhase.Ready);
        return (
            s with { Phase = WorkerPhase.Running, SpawnedAt = spawn.Timestamp, Users = spawn.Users, StopTimeout = spawn.StopTimeout, ReportAt = first ? at + Reports : s.ReportAt },
            [heard, first ? new Deed.Play(users) : new Deed.Change(users), new Deed.Say(new Said.SpawningComplete(spawn.Users)), new Deed.Tell($"{users} users")]);
    }

    private static (WorkerState, IReadOnlyList<Deed>) OnWritten(WorkerState s, Trouble? trouble, TimeSpan at)
    {
        if (trouble is not null)
        {
            return (s with { Phase = WorkerPhase.Gone }, [new Deed.Say(new Said.Failed(trouble.Line)), new Deed.Say(new Said.Quit()), new Deed.Tell($"error: {trouble.Line}"), new Deed.Leave(trouble.Code)]);
        }

        if (s.Phase == WorkerPhase.Leaving)
        {
            return (s with { Phase = WorkerPhase.Gone }, [new Deed.Say(new Said.Quit()), new Deed.Leave(s.Code)]);
        }

        var free = s with { Phase = WorkerPhase.Ready, Users = Nobody, Next = null };
        IReadOnlyList<Deed> deeds = [new Deed.Say(new Said.Stopped()), Ready];
        return s.Next is { } next ? Then(deeds, OnSpawn(free, next, at)) : (free, deeds);
    }

    /// <summary>With a run: last figures now, for the master waits half a second only; and again when its last stream is over.</summary>
    private static (WorkerState, IReadOnlyList<Deed>) Leave(WorkerState s) => s.Phase switch
    {
        WorkerPhase.Running => (s with { Phase = WorkerPhase.Leaving }, [new Deed.End(TimeSpan.Zero), new Deed.Report(s.Users)]),
        WorkerPhase.Stopping => (s with { Phase = WorkerPhase.Leaving, Next = null }, [new Deed.End(TimeSpan.Zero)]),
        WorkerPhase.Leaving => (s, []),
        _ => (s with { Phase = WorkerPhase.Gone }, [new Deed.Say(new Said.Quit()), new Deed.Leave(s.Code)]),
    };

    private static (WorkerState, IReadOnlyList<Deed>) Then(IReadOnlyList<Deed> first, (WorkerState State, IReadOnlyList<Deed> Deeds) then) => (then.State, [.. first, .. then.Deeds]);
}
