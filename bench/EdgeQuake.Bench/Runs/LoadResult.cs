using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A load run as a fact: what run.json (kind load) holds, and all that any report is rendered from.</summary>
public sealed record LoadResult
{
    public required RunHeader Header { get; init; }

    public required LoadFacts Load { get; init; }

    public required LoadSummary Summary { get; init; }

    public required IReadOnlyList<ObjectiveVerdict> Objectives { get; init; }

    public required Validity Validity { get; init; }

    public required Readings Readings { get; init; }

    public required RunPlots Plots { get; init; }

    /// <summary>The 20 slowest complete streams, and every stream that failed (at most 200): to be found in the server's log.</summary>
    public required IReadOnlyList<NotedStream> Slowest { get; init; }

    public required IReadOnlyList<NotedStream> FailedStreams { get; init; }

    /// <summary>Ctrl+C: what was measured until then.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Which guard rail ended the run before its time; null = none did.</summary>
    public RunStop? Stopped { get; init; }

    /// <summary>The streams apart by what varied: parameters, and the server's cache; null = nothing did.</summary>
    public IReadOnlyList<VariantSummary>? Variants { get; init; }

    /// <summary>What all its streams cost; null = no price was given.</summary>
    public CostFacts? Cost { get; init; }

    /// <summary>Which way the streams took, and what was done to them there; null = nothing was answered, or the run is older.</summary>
    public WayFacts? Way { get; init; }

    /// <summary>Why no load was played (unreachable, 401, 404, wrong protocol); null = it was.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>How many runs were joined to this one; null = it is one.</summary>
    public int? Joined { get; init; }

    /// <summary>Every timeline. Not in run.json: they stand beside it in streams.csv.gz.</summary>
    [JsonIgnore]
    public IReadOnlyList<StreamTimeline> Streams { get; init; } = [];

    /// <summary>Whether a stream was complete and met every objective; null = the run has none.</summary>
    [JsonIgnore]
    public Func<StreamTimeline, bool>? Meets => Objectives.Count == 0
        ? null
        : s => s.Complete && Goodput.Meets(StreamMetrics.Of(s, Load.ReaderSpeed, Load.Protocol == Protocol.OpenaiChat), [.. Objectives.Select(o => o.Objective)]);

    /// <summary>The first that applies of 130, 3, 4, 1, 5, 0.</summary>
    public int ExitCode =>
        Interrupted ? 130
        : Refusal is not null || NothingConnected ? 3
        : Validity.Trust == Trust.Invalid ? 4
        : TooManyFailed || Stopped is { Kind: "max-failed" } || Objectives.Any(o => o.Result == ObjectiveResult.Missed) ? 1
        : Objectives.Any(o => o.Result == ObjectiveResult.TooFew) ? 5
        : 0;

    /// <summary>More failed than <c>--max-failed</c> allows.</summary>
    [JsonIgnore]
    public bool TooManyFailed => Summary.Failed > 0 && Summary.Rates.Failed > Load.MaxFailed;

    private bool NothingConnected => Summary.Streams > 0 && Summary.Classes.All(c => c.Class is StreamClass.Network) && FailedStreams.All(s => s.Status is null);
}

/// <summary>What was played, without secrets: headers are named, their values are not kept.</summary>
/// <param name="Asked">A digest of questions and parameters: two runs that asked the same have the same.</param>
public sealed record LoadFacts(
    string Target, Protocol Protocol, Shape? Shape, string Loop, string Via, [property: JsonPropertyName("forMs")] TimeSpan? For, int? Count,
    [property: JsonPropertyName("warmUpMs")] TimeSpan WarmUp, [property: JsonPropertyName("drainMs")] TimeSpan Drain,
    [property: JsonPropertyName("idleMs")] TimeSpan Idle, [property: JsonPropertyName("overallMs")] TimeSpan Overall,
    double MaxFailed, double ReaderSpeed, int Prompts, IReadOnlyList<string> HeaderNames, string? Asked = null)
{
    /// <param name="via">Which client path carried the streams.</param>
    public static LoadFacts Of(LoadProfile p, string via) => new(
        p.Target.GetLeftPart(UriPartial.Path), p.Protocol, p.Protocol == Protocol.Edgequake ? p.Shape : null,
        LoopText.Of(p), via, p.For, p.Count, p.EffectiveWarmUp, p.Drain, p.Idle, p.Overall,
        p.MaxFailed, p.ReaderSpeed, p.Prompts.Count, [.. p.Headers.Select(h => h.Name)], Digest(p));

    private static string Digest(LoadProfile p) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. p.Prompts, "", .. p.Parameters.Select(x => $"{x.Key}={x.Value}")]))))[..16];
}

/// <summary>One stream worth looking up.</summary>
/// <param name="PlannedMs">Since the start of the run.</param>
public sealed record NotedStream(int Number, double PlannedMs, StreamClass Class, int? Status, string? RequestId, double? TtftMs, double? EndToEndMs, int Tokens, string? Message);

/// <summary>Why a load was not played.</summary>
/// <param name="Kind">unreachable, unauthorized, not-found, refused, wrong-protocol.</param>
public sealed record Refusal(string Kind, string Message, int? Status = null);
