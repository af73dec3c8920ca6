namespace EdgeQuake.FakeServer;

/// <summary>What a correct client reports, and what the server must have seen. Null = not judged.</summary>
public sealed record Expectation
{
    public Outcome? Outcome { get; init; }

    /// <summary>Only with <see cref="FakeServer.Outcome.Failed"/>.</summary>
    public FailureKind? Kind { get; init; }

    /// <summary>What a user read, in order, once.</summary>
    public string? Text { get; init; }

    /// <summary>SHA-256 of the text in UTF-8, 64 lower-case hex digits: for a text too long to write out.</summary>
    public string? TextSha256 { get; init; }

    /// <summary>Protocols sse and raw: the events dispatched, in order.</summary>
    public IReadOnlyList<ExpectedEvent>? Events { get; init; }

    public int? Tokens { get; init; }

    public int? Texts { get; init; }

    public IReadOnlyList<string>? Sources { get; init; }

    public int? Malformed { get; init; }

    public string? Thinking { get; init; }

    /// <summary>JSON text, compared by value.</summary>
    public string? Usage { get; init; }

    public string? Finish { get; init; }

    /// <summary>JSON text of the joined calls: <c>[{"index":0,"name":"f","arguments":"{}"}]</c>.</summary>
    public string? ToolCalls { get; init; }

    public string? Code { get; init; }

    /// <summary>How long the server asked to be left alone, as the failure says it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public IReadOnlyList<string>? Comments { get; init; }

    /// <summary>Transport retries are left out.</summary>
    public CountRange? Attempts { get; init; }

    public ServerExpectation? Server { get; init; }

    /// <summary>Alternatives: one must hold, and the other keys for all.</summary>
    public IReadOnlyList<Expectation> Any { get; init; } = [];

    /// <summary>Policy word → declared value → what then holds beside the other keys.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Expectation>> ByPolicy { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, Expectation>>();

    /// <summary>What holds, in place of the other keys, of the one stream that <see cref="CancelAt.Stream"/> names; null = none is named.</summary>
    public Expectation? Stopped { get; init; }

    /// <summary>A hang guard, never a bound on speed; default 30 s.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(30);

    public Place Where { get; init; }
}

/// <summary>A dispatched event; null = not judged. <see cref="Type"/> absent means <c>message</c>.</summary>
public sealed record ExpectedEvent(string? Type, string? Data, string? Id);

/// <summary>The journal's witness.</summary>
/// <param name="Gaps">Lower bounds between the end of attempt n and the request line of attempt n + 1, in order.</param>
/// <param name="Header">Headers of the last request; a null value means absent.</param>
/// <param name="SameBody">Every attempt carried the same body.</param>
/// <param name="ClosedBy"><c>client</c> or <c>server</c>.</param>
/// <param name="Backoff">What every wait must keep of the policy that the client declares.</param>
public sealed record ServerExpectation(
    CountRange? Requests, IReadOnlyList<TimeSpan> Gaps, IReadOnlyDictionary<string, string?> Header, bool SameBody, string? ClosedBy,
    BackoffRule? Backoff = null);

/// <summary>Lower bounds by the client's own word; who declares no base delay cannot be judged by them, but by <see cref="Pause"/>.</summary>
public enum BackoffRule
{
    /// <summary>No wait below base × (1 - jitter).</summary>
    Base,

    /// <summary>The n-th wait not below base × factor^(n-1), at most the cap, × (1 - jitter).</summary>
    Growth,

    /// <summary>As <see cref="Base"/>; no wait below 25 ms where none is declared.</summary>
    Pause,
}

/// <summary>An inclusive range: <c>2</c> or <c>1..3</c>.</summary>
public readonly record struct CountRange(int Min, int Max)
{
    public bool Contains(int n) => n >= Min && n <= Max;

    public override string ToString() => Min == Max ? $"{Min}" : $"{Min}..{Max}";
}
