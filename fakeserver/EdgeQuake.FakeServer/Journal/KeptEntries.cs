namespace EdgeQuake.FakeServer;

/// <summary>Finished entries in the order in which they finished, each with its number; beyond the limit the oldest go, and readers are told.</summary>
internal sealed class KeptEntries(int limit)
{
    private readonly List<(long Number, JournalEntry Entry)> kept = [];
    private int head;
    private long last;
    private long forgotten;

    public void Add(JournalEntry entry)
    {
        kept.Add((++last, entry));
        if (kept.Count - head > limit)
        {
            (forgotten, kept[head]) = (kept[head].Number, default);
            head++;
            Compact();
        }
    }

    /// <summary>Entries after a number, the number of the last of all, and how many in between were forgotten for want of room.</summary>
    public (IReadOnlyList<JournalEntry> Entries, long Last, long Missed) After(long number)
    {
        var from = kept.Count;
        while (from > head && kept[from - 1].Number > number)
        {
            from--;
        }

        return ([.. kept.Skip(from).Select(k => k.Entry)], last, Math.Max(0, forgotten - number));
    }

    public void Remove(Predicate<JournalEntry> which)
    {
        kept.RemoveRange(0, head);
        head = 0;
        kept.RemoveAll(k => which(k.Entry));
    }

    /// <summary>Moves the rest down now and then only, so that a full journal costs no copy per entry.</summary>
    private void Compact()
    {
        if (head > 1024 && head > kept.Count / 2)
        {
            kept.RemoveRange(0, head);
            head = 0;
        }
    }
}
