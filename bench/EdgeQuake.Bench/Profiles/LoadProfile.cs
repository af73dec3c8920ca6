using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a load run does: whom it asks, how often, for how long, and what counts as good. Plain data, checked by <see cref="ProfileCheck"/>.</summary>
public sealed record LoadProfile
{
    /// <summary>An absolute http or https address. With no path, the protocol's own route is used.</summary>
    public required Uri Target { get; init; }

    public Protocol Protocol { get; init; } = Protocol.Edgequake;

    /// <summary>EdgeQuake only; default: the documented wire.</summary>
    public Shape Shape { get; init; } = Shape.Documented;

    /// <summary>Closed loop: so many streams at once, each followed by the next. Exactly one of this, <see cref="Rate"/> and <see cref="Stages"/>.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Open loop: streams started each second, whatever the server does.</summary>
    public double? Rate { get; init; }

    /// <summary>A load that changes: rates of an open loop or concurrencies of a closed one, in straight lines. Empty = it does not.</summary>
    public IReadOnlyList<LoadStage> Stages { get; init; } = [];

    /// <summary>Closed loop whose number of users is told while it runs; stands in the place of all three.</summary>
    internal bool Told { get; init; }

    /// <summary>Levels to be played one after the other; null = one load.</summary>
    public LoadSweep? Sweep { get; init; }

    /// <summary>How the starts of an open loop are spread.</summary>
    public ArrivalKind Arrivals { get; init; } = ArrivalKind.Constant;

    /// <summary>Gamma arrivals only: the shape of their gaps, 0.05 to 100. 1 is Poisson, below it starts come in bursts, above it they near equal gaps.</summary>
    public double? Smoothness { get; init; }

    /// <summary>No stream starts after this. One of this and <see cref="Count"/> at least. With <see cref="Stages"/>: their length.</summary>
    public TimeSpan? For { get => field ?? (Stages.Count > 0 ? StagesLength : null); init; }

    /// <summary>No more streams than this are started.</summary>
    public int? Count { get; init; }

    /// <summary>Streams planned before this are played and shown, and left out of every figure. Null: a tenth of <see cref="For"/>, at most 5 s.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>How long running streams may go on after the last start; what still runs then is <see cref="StreamClass.Cut"/>.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A stream that brings no byte for so long has failed (kind timeout).</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A stream that takes longer than this has failed (kind timeout).</summary>
    public TimeSpan Overall { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An open loop never has more streams at once; a start that finds no room is <see cref="StreamClass.NotStarted"/>, and counted.</summary>
    public int MaxStreams { get; init; } = 10_000;

    /// <summary>Every draw is hash(seed, number of the stream).</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Questions, taken in turn; empty = one fixed question.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>Member or column of the file of questions; null = <c>prompt</c>.</summary>
    public string? PromptField { get; init; }

    /// <summary>Questions go out as they are. Else every stream's has a prefix of its own, except with EdgeQuake, where it would change what is retrieved.</summary>
    public bool NoPrefix { get; init; }

    /// <summary>Turns of a conversation. More than 1: rate, concurrency and count are of conversations, and each turn carries what was said before it.</summary>
    public int Turns { get; init; } = 1;

    /// <summary>From the end of a turn to the next question.</summary>
    public ThinkTime Think { get; init; }

    /// <summary>Further request fields: <c>mode=hybrid</c>; a list, <c>mode=hybrid*3,local</c>, varies from stream to stream. In the query of a GET, in the JSON of a POST (numbers and true/false unquoted).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Further request headers; their values never reach a report.</summary>
    public IReadOnlyList<HttpField> Headers { get; init; } = [];

    /// <summary>How often a stream that broke is asked again; 0 = never, so that every break is counted as it is.</summary>
    public int Retry { get; init; }

    /// <summary>EdgeQuake's query shapes only: what is still broken after the last try is asked from the call that does not stream.</summary>
    public bool FallBack { get; init; }

    /// <summary>Tokens of all answers together at which the run ends; what still runs is interrupted.</summary>
    public long? MaxTokensTotal { get; init; }

    /// <summary>What tokens cost; null = not known.</summary>
    public Price? Price { get; init; }

    /// <summary>Cost at which the run ends; needs <see cref="Price"/>.</summary>
    public double? MaxCost { get; init; }

    /// <summary>HTTP/2 only: by ALPN under https, by prior knowledge under http. Else HTTP/1.1 only.</summary>
    public bool Http2 { get; init; }

    /// <summary>PEM of the only authorities that are trusted; null = the machine's.</summary>
    public string? CaCert { get; init; }

    /// <summary>No certificate is checked; every report says so.</summary>
    public bool Insecure { get; init; }

    /// <summary>Hosts whose addresses are told.</summary>
    public IReadOnlyList<ResolvedHost> Resolve { get; init; } = [];

    /// <summary>Share of failed streams (0-1) above which the run is judged bad; above 0 it also ends the run once that is sure.</summary>
    public double MaxFailed { get; init; }

    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    /// <summary>Characters a second that a reader takes in: what the reader's wait is computed with. 25 is about 300 words a minute.</summary>
    public double ReaderSpeed { get; init; } = 25;

    /// <summary>Skips the probe stream that checks address, access and protocol before the load.</summary>
    public bool NoProbe { get; init; }

    /// <summary>One level of the sweep as a load of its own.</summary>
    internal LoadProfile At(double level) => Sweep?.Unit == LoadUnit.PerSecond ? this with { Sweep = null, Rate = level } : this with { Sweep = null, Concurrency = (int)level };

    /// <summary>Starts are planned, and wait for no answer.</summary>
    internal bool IsOpen => Rate is not null || Stages is [{ Unit: LoadUnit.PerSecond }, ..];

    /// <summary>Streams in flight at the highest level of a closed loop.</summary>
    internal int MostAtOnce => Concurrency ?? (int)Math.Round(Stages.Max(s => Math.Max(s.From, s.To)));

    internal TimeSpan StagesLength => TimeSpan.FromTicks(Stages.Sum(s => s.For.Ticks));

    /// <summary>The shape as it applies to gamma arrivals: asked for, or 0.25 (gaps vary by twice their mean).</summary>
    internal double EffectiveSmoothness => Smoothness ?? 0.25;

    /// <summary>The warm-up as it applies: asked for, or a tenth of the run and at most 5 s; none when only the count is bounded.</summary>
    public TimeSpan EffectiveWarmUp =>
        WarmUp ?? (For is { } f ? TimeSpan.FromTicks(Math.Min(f.Ticks / 10, TimeSpan.TicksPerSecond * 5)) : TimeSpan.Zero);
}

/// <summary>How planned starts are spread over time.</summary>
public enum ArrivalKind
{
    /// <summary>Equal gaps of 1 / rate.</summary>
    Constant,

    /// <summary>Exponential gaps with mean 1 / rate: independent users.</summary>
    Poisson,

    /// <summary>Gamma gaps with mean 1 / rate and the shape of <see cref="LoadProfile.Smoothness"/>; their coefficient of variation is 1 / √shape.</summary>
    Gamma,
}
