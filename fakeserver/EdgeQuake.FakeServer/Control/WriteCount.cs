namespace EdgeQuake.FakeServer;

/// <summary>Writes of one answer that <see cref="Counters"/> has not been told of: answers that are not paced share no counter with each other at every token.</summary>
internal struct WriteCount
{
    /// <summary>So many may wait.</summary>
    private const int Most = 64;

    public int Writes { get; private set; }

    /// <summary>Body bytes.</summary>
    public long Bytes { get; private set; }

    public int Tokens { get; private set; }

    /// <summary>Writes that the kernel did not take whole at once.</summary>
    public int Blocked { get; private set; }

    public readonly bool IsFull => Writes >= Most;

    public void Add(int bytes, int tokens, bool blocked)
    {
        Writes++;
        Bytes += bytes;
        Tokens += tokens;
        Blocked += blocked ? 1 : 0;
    }
}
