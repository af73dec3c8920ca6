namespace EdgeQuake.FakeServer;

/// <summary>What the server does, and what a correct client then reports: one entry of a scenario file, checked for form.</summary>
public sealed record Scenario
{
    /// <summary>A slug; selectable by the header <c>x-scenario</c>; the case id too (ids of cases hold a slash: <c>bom/start</c>).</summary>
    public required string Id { get; init; }

    public string? About { get; init; }

    public required Place Where { get; init; }

    public Protocol Protocol { get; init; } = Protocol.Edgequake;

    /// <summary>EdgeQuake only; null = not named: <c>serve</c> plays documented, <c>conform</c> the shape of the client's api.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Null = not named: plain HTTP/1.1, or what the server is told to speak.</summary>
    public Transport? Transport { get; init; }

    /// <summary>Null = not named: ok where there is TLS.</summary>
    public TlsKind? Tls { get; init; }

    /// <summary>Every draw is hash(seed, scenario, attempt, stream number).</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The lanes that this scenario may be played on: those it names, less those that cannot do a verb it uses.</summary>
    public required IReadOnlyList<LaneKind> Lanes { get; init; }

    public ClientSpec Client { get; init; } = ClientSpec.Default;

    /// <summary>Capabilities; a client that does not declare one skips the case.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>One script, many framings, one expectation. Never empty: without a matrix it is the one default cell.</summary>
    public IReadOnlyList<Cell> Cells { get; init; } = [Cell.Default];

    /// <summary>Points of the matrix that do not exist (crlf-split without CRLF): listed, never played.</summary>
    public IReadOnlyList<Cell> CellsLeftOut { get; init; } = [];

    /// <summary>In order: a fall-back or a second turn is a second exchange.</summary>
    public required IReadOnlyList<Exchange> Exchanges { get; init; }

    public Expectation Expect { get; init; } = new();

    /// <summary>It speaks of <c>${other-origin}</c>: its server listens on a second address.</summary>
    public bool TwoOrigins { get; init; }

    /// <summary>The keys that make a scenario a conformance case; null when it has none of them.</summary>
    public CaseFacts? Case { get; init; }
}

/// <summary>What the driver of the client is told to do; the adapter gets the same.</summary>
/// <param name="Request">The request as JSON text: <c>{"query":"What is RAG?"}</c>.</param>
/// <param name="Headers">Headers that the client is asked to add.</param>
/// <param name="Retries">Retries (or tries, where the client counts the first) the client is configured with; null = its default.</param>
/// <param name="Idle">Reset by any byte, comments too; null = none.</param>
/// <param name="Overall">Null = none.</param>
/// <param name="Streams">How many runs of the case at once.</param>
/// <param name="Turns">User messages of a multi-turn chat, in order; empty for one request.</param>
/// <param name="Iterate">How often the caller iterates the one answer that it got.</param>
public sealed record ClientSpec(
    string Request, IReadOnlyList<HttpField> Headers, int? Retries, TimeSpan? Idle, TimeSpan? Overall,
    bool Resume, int Streams, CancelAt? Cancel, IReadOnlyList<string> Turns, int? Limit = null, int Iterate = 1)
{
    public static ClientSpec Default { get; } = new("""{"query":"What is EdgeQuake?"}""", [], null, null, null, false, 1, null, []);
}

/// <summary>When the caller cancels.</summary>
/// <param name="Token">With <see cref="CancelMoment.Token"/>: after this many tokens (or events) were reported.</param>
/// <param name="After">With <see cref="CancelMoment.After"/>.</param>
/// <param name="How">By which way it stops; default: it tells the client.</param>
/// <param name="Stream">Only this one of the streams that are asked at once, from 1; null = each.</param>
public sealed record CancelAt(CancelMoment At, int Token = 0, TimeSpan After = default, CancelWay How = CancelWay.Tell, int? Stream = null);

/// <summary>The points at which a caller may cancel.</summary>
public enum CancelMoment
{
    BeforeHeaders, Headers, Token, Stall, Backoff, After,

    /// <summary>Inside the handler of the first error that the client tells of, before it connects again.</summary>
    Error,

    /// <summary>When the answer is over already.</summary>
    End,

    /// <summary>Of a plain command: who reads its stdout goes away after the first piece.</summary>
    StdoutClosed,
}

/// <summary>The ways in which a caller may stop.</summary>
public enum CancelWay
{
    /// <summary>It tells the client: a token, a signal, a call of close.</summary>
    Tell,

    /// <summary>It stops iterating, lets go of the answer, and tells nobody.</summary>
    Break,

    /// <summary>It tells the client twice, and once more when the answer is over.</summary>
    Twice,

    /// <summary>Its own code throws in the middle of the answer.</summary>
    Throw,
}

/// <summary>A header field as written on the wire.</summary>
public sealed record HttpField(string Name, string Value);

/// <summary>The keys that a conformance case adds; FakeServer carries them and does not read them.</summary>
/// <param name="Level">MUST, SHOULD or MAY.</param>
/// <param name="Profile">A profile of the vocabulary: core, es, llm, oai, eq, retry, exec.</param>
/// <param name="Spec">Clauses: address and quote.</param>
/// <param name="Control">Id of the twin that must pass, for a negative case.</param>
/// <param name="Api">Apis that can show it; empty = by profile.</param>
/// <param name="Corrected">What was put right in stimulus or expectation since the edition that has it; null = nothing.</param>
public sealed record CaseFacts(
    string Level, string Profile, IReadOnlyList<SpecClause> Spec, string? Why, string? Control,
    IReadOnlyList<string> Api, bool InProcess, string? Since, IReadOnlyList<string> Was, string? Corrected = null);

/// <summary>The sentence of a standard or API document that a case rests on.</summary>
public sealed record SpecClause(string Url, string Quote);
