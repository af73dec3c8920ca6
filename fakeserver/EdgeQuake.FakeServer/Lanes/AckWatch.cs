namespace EdgeQuake.FakeServer;

/// <summary>Stamps when the peer's kernel acknowledged each write of one answer. Only where asked for: it looks every 0.2 ms while anything is outstanding.</summary>
/// <remarks><c>write i ends at byte b of the connection ─ TCP_INFO bytes acked ≥ b → acked(i)</c>. The kernel acknowledges on real time, whatever clock the script has.</remarks>
internal sealed class AckWatch(Wire wire, Clock clock, JournalDraft draft)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(0.2);

    /// <summary>Longer than the 40 ms for which a Linux peer may hold an acknowledgement back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    private readonly Lock sync = new();
    private readonly Queue<(int Write, long End)> outstanding = new();
    private Task looking = Task.CompletedTask;
    private TimeSpan? until;
    private int count;

    /// <summary>A write was handed over; the connection has then carried <paramref name="end"/> bytes in all.</summary>
    public void Sent(long end)
    {
        lock (sync)
        {
            outstanding.Enqueue((count++, end));
            if (looking.IsCompleted)
            {
                looking = LookAsync();
            }
        }
    }

    /// <summary>Looks once, now: before the connection is reset nothing can be asked of it any more.</summary>
    public bool Look()
    {
        lock (sync)
        {
            var acked = wire.Acked ?? -1;
            var now = clock.Now;
            while (outstanding.TryPeek(out var next) && next.End <= acked)
            {
                draft.Acked(outstanding.Dequeue().Write, now);
            }

            return outstanding.Count == 0 || acked < 0;
        }
    }

    /// <summary>After the end: waits a moment for what is still on its way.</summary>
    public Task SettleAsync()
    {
        lock (sync)
        {
            until = Clock.Real.Now + Patience;
            return looking;
        }
    }

    private async Task LookAsync()
    {
        var waiter = new Waiter(Pacer.For(Clock.Real));
        while (await waiter.Until(Clock.Real.Now + Step) && !Look() && (until is null || Clock.Real.Now < until))
        {
            // Looks again.
        }
    }
}
