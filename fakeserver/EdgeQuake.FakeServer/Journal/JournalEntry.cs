namespace EdgeQuake.FakeServer;

/// <summary>What the server saw and did for one request: the second witness. Stamps are on the lane's clock; null = did not happen.</summary>
public sealed record JournalEntry
{
    /// <summary>1-based, in order of request lines at this listener.</summary>
    public required int Request { get; init; }

    /// <summary>1-based, in order of accepts at this listener.</summary>
    public required int Connection { get; init; }

    public required string Scenario { get; init; }

    /// <summary>0-based index in the scenario's exchanges; -1 when no exchange matched.</summary>
    public required int Exchange { get; init; }

    /// <summary>1-based entry of the attempts that was played; 0 when nothing matched.</summary>
    public required int Attempt { get; init; }

    /// <summary>The transport sent it again by itself; it did not advance attempts.</summary>
    public bool TransportRetry { get; init; }

    public required RequestFacts Facts { get; init; }

    /// <summary>When the request line was complete.</summary>
    public required TimeSpan At { get; init; }

    public TimeSpan? HeadSentAt { get; init; }

    public IReadOnlyList<JournalWrite> Writes { get; init; } = [];

    public JournalEnd? End { get; init; }

    public PeerClose? Peer { get; init; }

    public IReadOnlyList<string> Draws { get; init; } = [];

    /// <summary>Requirements not met, unknown routes, fall-backs used: one sentence each. The first word names the sort: unmet, unmatched, note.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One scripted write.</summary>
/// <param name="Planned">The absolute deadline on the stream's time line.</param>
/// <param name="Sent">Just before the send.</param>
/// <param name="Bytes">Body bytes.</param>
/// <param name="Blocked">The kernel did not take it whole at once; left out of lateness.</param>
/// <param name="Acked">When the peer's kernel was seen to have acknowledged all of it, at most 0.2 ms late; null = not asked for
/// (<see cref="FakeServerOptions.JournalAcks"/>), not seen before the answer ended, or a platform that cannot tell.</param>
/// <remarks>32 bytes, since a stream keeps one for each of its tokens.</remarks>
public readonly record struct JournalWrite(TimeSpan Planned, TimeSpan Sent, int Bytes, int Tokens, bool Blocked, TimeSpan? Acked = null)
{
    private readonly int tokens = Blocked ? ~Tokens : Tokens;

    /// <summary>In ticks, one more than the stamp; 0 = null.</summary>
    private readonly long acked = Acked is { } at ? at.Ticks + 1 : 0;

    public int Tokens
    {
        get => tokens < 0 ? ~tokens : tokens;
        init => tokens = Blocked ? ~value : value;
    }

    public bool Blocked
    {
        get => tokens < 0;
        init => tokens = value ? ~Tokens : Tokens;
    }

    public TimeSpan? Acked
    {
        get => acked == 0 ? null : new TimeSpan(acked - 1);
        init => acked = value is { } at ? at.Ticks + 1 : 0;
    }
}

/// <summary>The end asked for and the end done: a fault asked for is a fault delivered, or says why not.</summary>
/// <param name="Asked">A word of <see cref="EndKind"/> or <see cref="OpenFault"/>, or <c>stall</c>.</param>
/// <param name="Done">The same word, or <c>peer-closed</c> when the client went first.</param>
/// <param name="BytesAcked">Body bytes that the peer's kernel acknowledged before the end; null where the platform cannot tell.</param>
public sealed record JournalEnd(string Asked, string Done, long? BytesAcked, TimeSpan At, string? Note = null);

/// <summary>How and when the client closed first.</summary>
/// <param name="How"><c>fin</c> or <c>reset</c>.</param>
public sealed record PeerClose(string How, TimeSpan At);
