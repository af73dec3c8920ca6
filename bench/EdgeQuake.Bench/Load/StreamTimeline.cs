namespace EdgeQuake.Bench;

/// <summary>One stream as stamps on one monotonic clock, zero at the start of the run. Every metric is computed from this, and nothing else is measured.</summary>
/// <remarks><c>planned ≤ started ≤ connected ≤ headers ≤ first byte ≤ first event ≤ first source, token … last token ≤ end mark ≤ end</c>; null = did not happen.</remarks>
public sealed record StreamTimeline
{
    /// <summary>0-based, in the order of planned starts.</summary>
    public required int Number { get; init; }

    /// <summary>When the load plan wanted it to start; in a closed loop, when its predecessor ended.</summary>
    public required TimeSpan Planned { get; init; }

    /// <summary>Just before the request is handed to the client.</summary>
    public required TimeSpan Started { get; init; }

    /// <summary>Only where this stream opened its connection (TCP, and TLS where there is any).</summary>
    public TimeSpan? Connected { get; init; }

    /// <summary>It waited for a connection to be opened; null = it reached no server. One that opened while the stream was answered over another is not its own.</summary>
    public bool? Cold => Headers is null ? null : Connected <= Headers;

    public TimeSpan? Headers { get; init; }

    public TimeSpan? FirstByte { get; init; }

    /// <summary>First event of any kind; comments are none.</summary>
    public TimeSpan? FirstEvent { get; init; }

    public TimeSpan? FirstSource { get; init; }

    /// <summary>First non-empty token, plain text or thinking.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The end mark of the protocol; where it has none, the clean end of the body.</summary>
    public TimeSpan? EndMark { get; init; }

    /// <summary>When the stream was over for us: end of body, failure or cut.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Token and plain-text events of the answer, in order; thinking is not among them.</summary>
    public IReadOnlyList<TokenStamp> Tokens { get; init; } = [];

    public long Bytes { get; init; }

    public int Events { get; init; }

    public int Malformed { get; init; }

    /// <summary>What the server says it generated (<c>usage</c>, <c>stats</c>); null = it did not say.</summary>
    public int? UsageTokens { get; init; }

    /// <summary>What the server says it read; null = it did not say.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>The server says that it answered from its cache: a figure of the cache, not of the model.</summary>
    public bool CacheHit { get; init; }

    public required StreamClass Class { get; init; }

    public int? Status { get; init; }

    /// <summary>One line: why it failed.</summary>
    public string? Message { get; init; }

    /// <summary>Value of <c>x-request-id</c>, to find the stream in the server's log.</summary>
    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What its head says about the way that it took; null = no head came.</summary>
    public StreamHead? Head { get; init; }

    /// <summary>TLS 1.3, where this stream opened a connection that has it.</summary>
    public string? Tls { get; init; }

    /// <summary>Whose error page came in place of an answer, where a proxy made it: nginx/1.22.1.</summary>
    public string? Page { get; init; }

    /// <summary>The last byte of the body, comments too; null = none came.</summary>
    public TimeSpan? LastByte { get; init; }

    /// <summary>Where it was asked more than once: what came of that. Tokens and end are then the last attempt's, the first token is the first attempt's that had one.</summary>
    public Recovery? Recovery { get; init; }

    /// <summary>0-based turn of its conversation; null = it stands alone.</summary>
    public int? Turn { get; init; }

    /// <summary>The combination of those parameters that vary in its run: <c>mode=hybrid top_k=5</c>; null = none does.</summary>
    public string? Variant { get; init; }

    public bool Complete => Class == StreamClass.Complete;

    /// <summary>First answer token: thinking does not count.</summary>
    public TimeSpan? FirstAnswer => Tokens.Count > 0 ? Tokens[0].At : null;

    public TimeSpan? LastToken => Tokens.Count > 0 ? Tokens[^1].At : null;
}

/// <summary>One token event.</summary>
/// <param name="At">Taken right after the read that brought its last byte returned: tokens of one read share it.</param>
/// <param name="Read">Number of that read within the stream.</param>
/// <param name="Characters">Unicode characters of text.</param>
public readonly record struct TokenStamp(TimeSpan At, int Read, int Characters);
