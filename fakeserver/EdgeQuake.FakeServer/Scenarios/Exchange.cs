namespace EdgeQuake.FakeServer;

/// <summary>One endpoint's script: which requests it answers, and how attempt 1, 2, 3… are answered.</summary>
public sealed record Exchange(Match Match, IReadOnlyList<Requirement> Require, IReadOnlyList<Attempt> Attempts, Then Then);

/// <summary>Which requests an exchange answers; null or empty = any. <c>*</c> in a value matches anything present.</summary>
public sealed record Match(string? Method, string? Path, IReadOnlyDictionary<string, string> Query)
{
    public static Match Any { get; } = new(null, null, new Dictionary<string, string>());
}

/// <summary>What a request must carry; not met: 412, a note in the journal, and the case fails.</summary>
/// <param name="Header">Name → value; null = must be absent; <c>*</c> = any value, also as a part of one; <c>${uuid}</c> = a UUID.</param>
/// <param name="Json">JSON path (<c>$.stream</c>, <c>$.messages[0].role</c>) → JSON text of the value.</param>
/// <param name="Any">Alternatives: one of them must be met.</param>
/// <param name="Else">What is answered when it is not met; null = 412 with what was missing.</param>
public sealed record Requirement(
    IReadOnlyDictionary<string, string?> Header, IReadOnlyDictionary<string, string> Json, IReadOnlyList<Requirement>? Any = null, ElseAnswer? Else = null)
{
    public static Requirement None { get; } = new(new Dictionary<string, string?>(), new Dictionary<string, string>());
}

/// <summary>A whole answer to a request that does not carry what it must.</summary>
public sealed record ElseAnswer(int Status, IReadOnlyList<HttpField> Headers, string Body, string BodyType);

/// <summary>What answers a request after the last attempt of the list.</summary>
public enum Then { RepeatLast, Loop, NoContent, Refuse }

/// <summary>One answer: a head and steps, a whole body, or a fault instead of a head.</summary>
/// <param name="Body">A whole answer instead of steps, templates unexpanded; null = steps.</param>
/// <param name="BodyType">Content type of <paramref name="Body"/> unless headers name one.</param>
/// <param name="Length">A Content-Length that lies; null = the true one.</param>
public sealed record Attempt(
    int Status, IReadOnlyList<HttpField> Headers, Distribution HeadAfter, string? Body, string BodyType, OpenFault? Fault,
    Pace? Pace, WriteMode? Write, Eol? Eol, BodyFraming? Framing, long? Length, IReadOnlyList<Requirement> Require, IReadOnlyList<Step> Steps, Place Where)
{
    /// <summary>HTTP/2 only: with fault reset-on-request, the code of the stream's reset; null = internal-error.</summary>
    public H2Code? Code { get; init; }

    /// <summary>The head itself comes slowly; null = in one send.</summary>
    public Speed? HeadTrickle { get; init; }

    /// <summary>The head says HTTP/1.0: no chunks.</summary>
    public bool Http10 { get; init; }

    /// <summary>The body's content coding, flushed after each frame; null = none.</summary>
    public ContentCoding? Encoding { get; init; }

    /// <summary>What chunks carry beside the body; null = nothing.</summary>
    public ChunkParts? Chunks { get; init; }

    /// <summary>A comment after each so much silence while a wait or stall lasts; null = none.</summary>
    public TimeSpan? KeepAlive { get; init; }
}

/// <summary>Faults of the connection that come instead of a response head.</summary>
public enum OpenFault
{
    /// <summary>Nothing listens: connect fails at once.</summary>
    Refuse,

    /// <summary>The port listens and never accepts, with its queue full: connect hangs. Linux only.</summary>
    Unreachable,

    /// <summary>The request is read and nothing is answered.</summary>
    Silent,

    ResetOnAccept,

    ResetOnRequest,

    CloseOnRequest,

    /// <summary>Bytes that are no HTTP, then FIN.</summary>
    Garbage,

    /// <summary>Plain HTTP where a TLS handshake was begun, then FIN: a port without TLS behind an https address.</summary>
    TlsFail,

    /// <summary>A fatal alert instead of the handshake, then FIN.</summary>
    TlsAlert,
}
