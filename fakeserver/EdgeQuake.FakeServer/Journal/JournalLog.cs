namespace EdgeQuake.FakeServer;

/// <summary>All that one server saw: entries finished and in progress, what is new since a reader looked, and whether anything is still being answered.</summary>
/// <param name="counters">Told of beginnings and ends.</param>
internal sealed class JournalLog(FakeServerOptions options, Counters counters)
{
    private readonly Lock sync = new();
    private readonly KeptEntries finished = new(options.JournalLimit);
    private readonly Dictionary<int, JournalDraft> playing = [];
    private TaskCompletionSource settled = Done();
    private TaskCompletionSource? changed;
    private int requests;
    private bool over;

    /// <summary>A number for a request, in order of request lines.</summary>
    public int NextRequest() => Interlocked.Increment(ref requests);

    /// <summary>Answers in progress.</summary>
    public int Playing
    {
        get
        {
            lock (sync)
            {
                return playing.Count;
            }
        }
    }

    public JournalDraft Begin(JournalEntry start, Plan plan)
    {
        var writes = options.JournalWrites ? plan.Ops.Count(o => o is PlanOp.Write) : 0;
        var draft = new JournalDraft(KeptBody.Of(start with { Facts = Secrets.Masked(start.Facts) }, options.JournalBodyLimit), writes, counters);
        counters.Began(start);
        lock (sync)
        {
            if (playing.Count == 0)
            {
                settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            playing.Add(draft.Request, draft);
            Changed();
        }

        return draft;
    }

    public void Finish(JournalDraft draft)
    {
        var entry = draft.Final();
        counters.Ended(entry);
        lock (sync)
        {
            playing.Remove(draft.Request);
            finished.Add(entry);
            if (playing.Count == 0)
            {
                settled.SetResult();
            }

            Changed();
        }
    }

    /// <summary>Everything so far in order of requests, answers in progress among it (their <c>End</c> is null).</summary>
    public IReadOnlyList<JournalEntry> Snapshot()
    {
        lock (sync)
        {
            return [.. finished.After(0).Entries.Concat(playing.Values.Select(d => d.Snapshot())).OrderBy(e => e.Request)];
        }
    }

    /// <summary>What finished after a position, what is playing now, and what to wait for before asking again.</summary>
    public JournalNews After(long position)
    {
        lock (sync)
        {
            var (entries, last, missed) = finished.After(position);
            changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new JournalNews(entries, last, missed, [.. playing.Values.Select(d => d.Snapshot()).OrderBy(e => e.Request)], changed.Task, over);
        }
    }

    /// <summary>Forgets finished entries: those of one test, or all.</summary>
    public void Clear(string? testId)
    {
        lock (sync)
        {
            finished.Remove(e => testId is null || TestId.Of(e.Facts) == testId);
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

    /// <summary>The server stops: whoever follows gets the rest, then the end.</summary>
    public void Complete()
    {
        lock (sync)
        {
            over = true;
            Changed();
        }
    }

    private void Changed()
    {
        changed?.TrySetResult();
        changed = null;
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}

/// <summary>What is new in a journal since a reader last looked.</summary>
/// <param name="Finished">In the order in which they finished.</param>
/// <param name="Position">Where to ask from next time.</param>
/// <param name="Missed">Entries that were forgotten before this reader saw them: it was slower than <see cref="FakeServerOptions.JournalLimit"/> allows.</param>
/// <param name="Changed">Completes when there may be more.</param>
/// <param name="Over">The server has stopped: nothing more comes.</param>
internal sealed record JournalNews(
    IReadOnlyList<JournalEntry> Finished, long Position, long Missed, IReadOnlyList<JournalEntry> Playing, Task Changed, bool Over);
