using System.Threading.Channels;

namespace EdgeQuake.FakeServer;

/// <summary>All that one server saw: entries finished and in progress, a live feed, and whether anything is still being answered.</summary>
/// <param name="limit">Finished entries kept; beyond it the oldest go.</param>
/// <param name="keepWrites">Whether entries record their writes one by one.</param>
internal sealed class JournalLog(int limit, bool keepWrites)
{
    private readonly Lock sync = new();
    private readonly Queue<JournalEntry> finished = new();
    private readonly Dictionary<int, JournalDraft> playing = [];
    private readonly Channel<JournalEntry> feed = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(8192) { FullMode = BoundedChannelFullMode.DropOldest });
    private TaskCompletionSource settled = Done();
    private int requests;

    /// <summary>Finished entries as they finish. Unread, it keeps the newest 8 192.</summary>
    public ChannelReader<JournalEntry> Finished => feed.Reader;

    /// <summary>A number for a request, in order of request lines.</summary>
    public int NextRequest() => Interlocked.Increment(ref requests);

    public JournalDraft Begin(JournalEntry start, Plan plan)
    {
        var writes = keepWrites ? plan.Ops.Count(o => o is PlanOp.Write) : 0;
        var draft = new JournalDraft(start with { Facts = Secrets.Masked(start.Facts) }, writes);
        lock (sync)
        {
            if (playing.Count == 0)
            {
                settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            playing.Add(draft.Request, draft);
        }

        return draft;
    }

    public void Finish(JournalDraft draft)
    {
        var entry = draft.Snapshot();
        lock (sync)
        {
            playing.Remove(draft.Request);
            finished.Enqueue(entry);
            if (finished.Count > limit)
            {
                finished.Dequeue();
            }

            if (playing.Count == 0)
            {
                settled.SetResult();
            }
        }

        _ = feed.Writer.TryWrite(entry);
    }

    /// <summary>Everything so far in order of requests, answers in progress among it (their <c>End</c> is null).</summary>
    public IReadOnlyList<JournalEntry> Snapshot()
    {
        lock (sync)
        {
            return [.. finished.Concat(playing.Values.Select(d => d.Snapshot())).OrderBy(e => e.Request)];
        }
    }

    /// <summary>Completes when no answer is in progress.</summary>
    public Task SettledAsync()
    {
        lock (sync)
        {
            return settled.Task;
        }
    }

    public void Complete() => feed.Writer.TryComplete();

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
