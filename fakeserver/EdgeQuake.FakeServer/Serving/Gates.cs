namespace EdgeQuake.FakeServer;

/// <summary>Named gates, opened by a test or the admin API, and the gates that open by what the client has reported. Open stays open.</summary>
internal sealed class Gates
{
    private readonly Lock sync = new();
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly List<(PlanOp.Gate Gate, Waiter Waiter)> waiting = [];
    private int reported;

    public void Open(string name) => Change(() => open.Add(name));

    /// <summary>The client has reported so many events in all; a smaller number than before changes nothing.</summary>
    public void Reported(int events) => Change(() => reported = Math.Max(reported, events));

    /// <summary>Completes when the gate is open; false when the stream was stopped before.</summary>
    public ValueTask<bool> PassAsync(PlanOp.Gate gate, Waiter waiter) => waiter.Opened(w =>
    {
        lock (sync)
        {
            if (!IsOpen(gate))
            {
                waiting.Add((gate, w));
                return;
            }
        }

        w.Release();
    });

    /// <summary>Names of the gates that streams stand before now, for the admin API.</summary>
    public IReadOnlyList<string> Waiting
    {
        get
        {
            lock (sync)
            {
                return [.. waiting.Where(w => !w.Waiter.IsStopped).Select(w => w.Gate.Name).Distinct(StringComparer.Ordinal)];
            }
        }
    }

    private void Change(Action change)
    {
        List<Waiter> released;
        lock (sync)
        {
            change();
            released = [.. waiting.Where(w => IsOpen(w.Gate)).Select(w => w.Waiter)];
            waiting.RemoveAll(w => IsOpen(w.Gate) || w.Waiter.IsStopped);
        }

        released.ForEach(w => w.Release());
    }

    private bool IsOpen(PlanOp.Gate gate) => gate.Reported is { } n ? reported >= n : open.Contains(gate.Name);
}
