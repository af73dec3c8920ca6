namespace EdgeQuake.FakeServer;

/// <summary>Named gates, opened by a test or the admin API, and the gates that open by what the client has reported. Open stays open until a reset.</summary>
/// <remarks>A gate belongs to the test (header x-test-id) whose request stands before it. Opened without a test, it is open for everybody.</remarks>
internal sealed class Gates(Clock clock)
{
    private readonly Lock sync = new();
    private readonly HashSet<(string? Test, string Name)> open = [];
    private readonly Dictionary<string, int> reported = new(StringComparer.Ordinal);
    private readonly List<Standing> waiting = [];
    private int reportedByAll;
    private int pruneAt = 64;

    /// <param name="test">Null = for everybody.</param>
    public void Open(string name, string? test = null) => Change(() => open.Add((test, name)));

    /// <summary>The client has reported so many events in all; a smaller number than before changes nothing.</summary>
    public void Reported(int events, string? test = null) => Change(() =>
    {
        if (test is null)
        {
            reportedByAll = Math.Max(reportedByAll, events);
        }
        else
        {
            reported[test] = Math.Max(reported.GetValueOrDefault(test), events);
        }
    });

    /// <summary>Closes gates again: those of one test, or all.</summary>
    public void Reset(string? test) => Change(() =>
    {
        open.RemoveWhere(g => test is null || g.Test == test);
        if (test is null)
        {
            reportedByAll = 0;
            reported.Clear();
        }
        else
        {
            reported.Remove(test);
        }
    });

    /// <summary>Completes when the gate is open; false when the stream was stopped before.</summary>
    public ValueTask<bool> PassAsync(PlanOp.Gate gate, string? test, Waiter waiter) => waiter.Opened(w =>
    {
        lock (sync)
        {
            var standing = new Standing(gate, test, w);
            if (!IsOpen(standing))
            {
                Prune();
                waiting.Add(standing);
                return;
            }
        }

        w.Release(clock.Now);
    });

    /// <summary>The gates that streams stand before now, with their test and the number of streams.</summary>
    public IReadOnlyList<(string Name, string? Test, int Streams)> Waiting
    {
        get
        {
            lock (sync)
            {
                return [.. waiting.Where(w => !w.Waiter.IsStopped).GroupBy(w => (w.Gate.Name, w.Test)).Select(g => (g.Key.Name, g.Key.Test, g.Count()))];
            }
        }
    }

    /// <summary>The gates that were opened by name.</summary>
    public IReadOnlyList<(string? Test, string Name)> Opened
    {
        get
        {
            lock (sync)
            {
                return [.. open];
            }
        }
    }

    /// <summary>Streams whose client left stand here until somebody looks: at the latest when their number has doubled.</summary>
    private void Prune()
    {
        if (waiting.Count >= pruneAt)
        {
            waiting.RemoveAll(w => w.Waiter.IsStopped);
            pruneAt = Math.Max(64, 2 * waiting.Count);
        }
    }

    private void Change(Action change)
    {
        var at = clock.Now;
        List<Waiter> released;
        lock (sync)
        {
            change();
            released = [.. waiting.Where(IsOpen).Select(w => w.Waiter)];
            waiting.RemoveAll(w => IsOpen(w) || w.Waiter.IsStopped);
        }

        released.ForEach(w => w.Release(at));
    }

    private bool IsOpen(Standing s) => s.Gate.Reported is { } n
        ? Math.Max(reportedByAll, s.Test is null ? 0 : reported.GetValueOrDefault(s.Test)) >= n
        : open.Contains((null, s.Gate.Name)) || (s.Test is not null && open.Contains((s.Test, s.Gate.Name)));

    /// <summary>A stream before a gate.</summary>
    private sealed record Standing(PlanOp.Gate Gate, string? Test, Waiter Waiter);
}
