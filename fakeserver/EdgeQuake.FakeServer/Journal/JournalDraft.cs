namespace EdgeQuake.FakeServer;

/// <summary>A journal entry while its answer is played. Read at any moment, so that a hang shows how far the answer came.</summary>
/// <param name="start">What is known when the request has been read.</param>
/// <param name="expected">How many writes the plan has: the list never grows while tokens are paced. 0 = writes are not recorded one by one.</param>
internal sealed class JournalDraft(JournalEntry start, int expected, Counters counters)
{
    private readonly Lock sync = new();
    private readonly List<string> notes = [.. start.Notes];
    private JournalWrite[] writes = expected == 0 ? [] : new JournalWrite[expected];
    private int written;
    private JournalEnd? end;
    private PeerClose? peer;
    private TimeSpan before;
    private WriteCount uncounted;

    public int Request => start.Request;

    public string Scenario => start.Scenario;

    /// <summary>False for a connection that was ended before it could ask.</summary>
    public bool HasRequest => start.Facts.Method.Length > 0;

    /// <summary>Whether writes are recorded one by one.</summary>
    public bool KeepsWrites => expected > 0;

    public TimeSpan? HeadSentAt { get; private set; }

    /// <summary>Body bytes handed to the kernel.</summary>
    public long BodySent { get; private set; }

    /// <summary>Null until the answer has ended.</summary>
    public JournalEnd? End => end;

    /// <summary>Stamps acknowledgements; null where nobody asked, or nobody can tell.</summary>
    public AckWatch? Acks { get; set; }

    public void HeadSent(TimeSpan planned, TimeSpan at)
    {
        lock (sync)
        {
            (HeadSentAt, before) = (at, planned);
        }
    }

    public void Wrote(TimeSpan planned, TimeSpan sent, int bytes, int tokens, bool blocked)
    {
        BodySent += bytes;
        uncounted.Add(bytes, tokens, blocked);

        // A write whose deadline is no later than the one before it was not waited for: it says nothing about the pacer.
        if (planned > before)
        {
            before = planned;
            Count();
            if (!blocked)
            {
                counters.Late(sent - planned);
            }
        }
        else if (uncounted.IsFull)
        {
            Count();
        }

        if (expected > 0)
        {
            Add(new JournalWrite(planned, sent, bytes, tokens, blocked));
        }
    }

    /// <summary>The peer's kernel has acknowledged the n-th write.</summary>
    public void Acked(int write, TimeSpan at)
    {
        lock (sync)
        {
            writes[write] = writes[write] with { Acked = at };
        }
    }

    public void Note(string sentence)
    {
        lock (sync)
        {
            notes.Add("note " + sentence);
        }
    }

    public void Ended(JournalEnd how, PeerClose? by)
    {
        Count();
        lock (sync)
        {
            (end, peer) = (how, by);
        }
    }

    /// <summary>The peer's kernel has all that was sent before the end.</summary>
    public void Acknowledged()
    {
        lock (sync)
        {
            end = end is null ? null : end with { BytesAcked = BodySent };
        }
    }

    /// <summary>Only the player adds, so no lock is taken at a token: a write is whole before the number that shows it grows.</summary>
    private void Add(JournalWrite write)
    {
        if (written == writes.Length)
        {
            lock (sync)
            {
                Array.Resize(ref writes, 2 * written);
            }
        }

        writes[written] = write;
        Volatile.Write(ref written, written + 1);
    }

    private void Count()
    {
        counters.Wrote(uncounted);
        uncounted = default;
    }

    /// <summary>What is known now.</summary>
    public JournalEntry Snapshot()
    {
        lock (sync)
        {
            return start with { HeadSentAt = HeadSentAt, Writes = writes[..Volatile.Read(ref written)], Notes = [.. notes], End = end, Peer = peer };
        }
    }

    /// <summary>The last word, when nothing is added any more: hands out what was kept and no copy of it.</summary>
    public JournalEntry Final()
    {
        lock (sync)
        {
            return start with { HeadSentAt = HeadSentAt, Writes = new ArraySegment<JournalWrite>(writes, 0, written), Notes = notes, End = end, Peer = peer };
        }
    }
}
