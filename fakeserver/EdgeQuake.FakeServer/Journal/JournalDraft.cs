namespace EdgeQuake.FakeServer;

/// <summary>A journal entry while its answer is played. Read at any moment, so that a hang shows how far the answer came.</summary>
/// <param name="start">What is known when the request has been read.</param>
/// <param name="expected">How many writes the plan has: the list never grows while tokens are paced. 0 = writes are not recorded one by one.</param>
internal sealed class JournalDraft(JournalEntry start, int expected)
{
    private readonly Lock sync = new();
    private readonly List<JournalWrite> writes = new(expected);
    private readonly List<string> notes = [.. start.Notes];
    private JournalEnd? end;
    private PeerClose? peer;

    public int Request => start.Request;

    /// <summary>False for a connection that was ended before it could ask.</summary>
    public bool HasRequest => start.Facts.Method.Length > 0;

    public TimeSpan? HeadSentAt { get; private set; }

    /// <summary>Body bytes handed to the kernel.</summary>
    public long BodySent { get; private set; }

    /// <summary>Null until the answer has ended.</summary>
    public JournalEnd? End => end;

    public void HeadSent(TimeSpan at)
    {
        lock (sync)
        {
            HeadSentAt = at;
        }
    }

    public void Wrote(TimeSpan planned, TimeSpan sent, int bytes, int tokens, bool blocked)
    {
        BodySent += bytes;
        if (expected > 0)
        {
            lock (sync)
            {
                writes.Add(new JournalWrite(planned, sent, bytes, tokens, blocked));
            }
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
        lock (sync)
        {
            (end, peer) = (how, by);
        }
    }

    /// <summary>What is known now.</summary>
    public JournalEntry Snapshot()
    {
        lock (sync)
        {
            // After the end nothing is added any more, so the list itself can be handed out.
            return start with { HeadSentAt = HeadSentAt, Writes = end is null ? [.. writes] : writes, Notes = [.. notes], End = end, Peer = peer };
        }
    }
}
