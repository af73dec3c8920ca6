namespace EdgeQuake.FakeServer;

/// <summary>Real exchanges as they were on the wire: what <c>record</c> wrote and <c>convert</c> turns into scenarios.</summary>
/// <param name="Tool">Name and version of what wrote it.</param>
/// <param name="Upstream">The server asked, without credentials.</param>
/// <param name="Torn">The last line was cut off (a full disk, a killed process); what stands before it is whole.</param>
public sealed record Recording(string Tool, string Upstream, DateTimeOffset StartedUtc, IReadOnlyList<RecordedExchange> Exchanges, bool Torn = false);

/// <summary>One request and all that came back. Secrets are masked already: they never reached the file.</summary>
public sealed record RecordedExchange
{
    /// <summary>1-based, in order of requests.</summary>
    public required int Number { get; init; }

    /// <summary>1-based, in order of the client's connections.</summary>
    public required int Connection { get; init; }

    /// <summary>When the request came, since the recording began.</summary>
    public required TimeSpan Since { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query as the client sent them.</summary>
    public required string Target { get; init; }

    public required IReadOnlyList<HttpField> Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Null when nothing came that is a response head.</summary>
    public RecordedHead? Head { get; init; }

    /// <summary>Every read of the body from the upstream's socket, chunk framing included.</summary>
    public IReadOnlyList<RecordedRead> Reads { get; init; } = [];

    /// <summary>Null when the recording stopped before the exchange did.</summary>
    public RecordedEnd? End { get; init; }
}

/// <summary>The response head.</summary>
/// <param name="At">When it was complete; like every <c>At</c> of an exchange, since its request went to the upstream.</param>
public sealed record RecordedHead(TimeSpan At, string Version, int Status, string Reason, IReadOnlyList<HttpField> Headers);

/// <summary>The bytes of one read.</summary>
public readonly record struct RecordedRead(TimeSpan At, ReadOnlyMemory<byte> Bytes);

/// <summary>How an exchange ended, and why where that is more than the word says.</summary>
public sealed record RecordedEnd(TimeSpan At, RecordedEnding How, string? Why);

/// <summary>The ends of a recorded answer. A close-delimited body ends <see cref="Clean"/> with a FIN, for HTTP cannot tell.</summary>
public enum RecordedEnding
{
    /// <summary>As HTTP asks: the last chunk, the announced length, or the end of a close-delimited body.</summary>
    Clean,

    /// <summary>The upstream ended the TCP stream before the body was whole.</summary>
    Fin,

    /// <summary>The upstream reset the connection.</summary>
    Reset,

    /// <summary>The upstream was silent for as long as the recorder waits.</summary>
    Timeout,

    /// <summary>The client left first.</summary>
    Client,

    /// <summary>The recording was stopped.</summary>
    Stopped,

    /// <summary>Nobody listened at the upstream's address.</summary>
    Refused,

    /// <summary>No connection for another reason: no such host, no route, a certificate that does not hold.</summary>
    Unreachable,
}
