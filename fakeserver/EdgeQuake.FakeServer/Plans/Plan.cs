namespace EdgeQuake.FakeServer;

/// <summary>One answer as pure data: what to send, when, and how to end. Rendered without a socket or a clock; played by a lane.</summary>
/// <remarks><c>scenario ─encode→ frames ─framing, fault→ Open | Respond (Write | Wait | Stall | Gate)* End</c></remarks>
/// <param name="Draws">Every random choice made, as <c>itl#3=21.4ms</c>, for the journal.</param>
public sealed record Plan(IReadOnlyList<PlanOp> Ops, IReadOnlyList<string> Draws);

/// <summary>One act of a plan.</summary>
public abstract record PlanOp
{
    /// <summary>A fault of the connection instead of a head; always alone.</summary>
    /// <param name="Code">HTTP/2 only: the code of a stream that is reset before its head.</param>
    public sealed record Open(OpenFault Fault, H2Code? Code = null) : PlanOp;

    /// <summary>The response head. It is sent at once, before the first body byte (time to first byte is not time to first token).</summary>
    /// <param name="Length">Content-Length to announce with <see cref="BodyFraming.Length"/>; true or a lie.</param>
    /// <param name="Trickle">The head itself comes slowly; null = in one send.</param>
    /// <param name="Chunks">What chunks carry beside the body; null = nothing.</param>
    /// <param name="Http10">The head says HTTP/1.0.</param>
    public sealed record Respond(
        int Status, IReadOnlyList<HttpField> Headers, BodyFraming Framing, long? Length, Speed? Trickle = null, ChunkParts? Chunks = null, bool Http10 = false) : PlanOp;

    /// <summary>Body bytes that leave in one send of their own, never merged with a neighbour.</summary>
    /// <param name="Declared">Chunked only: the size in the chunk header when it promises more than <paramref name="Body"/> (a half chunk before fin or reset).</param>
    /// <param name="Tokens">How many token frames have their last byte in this write.</param>
    public sealed record Write(ReadOnlyMemory<byte> Body, int? Declared = null, int Tokens = 0) : PlanOp;

    /// <summary>A pause on the stream's own time line: deadlines add up, so lateness of one write does not delay the next.</summary>
    public sealed record Wait(TimeSpan For) : PlanOp;

    /// <summary>Nothing more until the peer closes (or, with a duration, for so long). Starts when all before it was sent.</summary>
    public sealed record Stall(TimeSpan? For) : PlanOp;

    /// <summary>Holds until opened by a test or the admin API; or, with <paramref name="Reported"/>, until the client has reported so many events.</summary>
    public sealed record Gate(string Name, int? Reported) : PlanOp;

    /// <summary>How the answer ends; always last unless the plan is an <see cref="Open"/>.</summary>
    /// <param name="Code">HTTP/2 only: the code of a reset stream.</param>
    /// <param name="CloseNotify">TLS only: whether a FIN is announced (RFC 8446, 6.1).</param>
    public sealed record End(EndKind Kind, H2Code? Code = null, bool CloseNotify = true) : PlanOp;
}

/// <summary>The ends of an answer.</summary>
public enum EndKind
{
    /// <summary>As HTTP asks: the zero chunk, the full length, or the end of a close-delimited body.</summary>
    Close,

    /// <summary>End of the TCP stream without the HTTP terminator.</summary>
    Fin,

    /// <summary>Everything so far is delivered and acknowledged (drain barrier), then RST; HTTP/2: RST_STREAM, and the connection goes on.</summary>
    Reset,

    /// <summary>The same and the whole connection; HTTP/2: every other stream on it dies too. HTTP/1.1: as <see cref="Reset"/>.</summary>
    ResetConnection,

    /// <summary>RST at once, no barrier.</summary>
    ResetNow,

    /// <summary>A chunk header that is no number, then the end of the stream.</summary>
    BadChunk,

    /// <summary>A gzip block that no decoder can read, then <see cref="Close"/>: HTTP is right, the content coding is not.</summary>
    BadGzip,

    /// <summary>HTTP/2: GOAWAY, then the stream completes; the next request needs a new connection.</summary>
    Goaway,
}

/// <summary>What a plan may depend on beside its scenario.</summary>
/// <param name="Attempt">1-based, as the client's retries count.</param>
/// <param name="Stream">Number of the stream within a run or a load, 0-based: a part of every draw's hash.</param>
/// <param name="Request">Null when rendered without one (show, check, verify): templates of the request are then empty.</param>
/// <param name="UtcNow">For HTTP dates in headers; they are computed when the answer is sent.</param>
/// <param name="OtherOrigin">The run's second address, for redirects across origins; empty where there is none.</param>
/// <param name="Open">Answers in progress, this one among them: what a pace under load goes by.</param>
public sealed record PlanInput(
    Cell Cell, int Exchange, int Attempt, int Stream, ulong Seed, RequestFacts? Request, DateTimeOffset UtcNow = default, string OtherOrigin = "", int Open = 1)
{
    /// <summary>The form of the answer, where the request chooses it.</summary>
    internal Asked Asked { get; init; }
}
