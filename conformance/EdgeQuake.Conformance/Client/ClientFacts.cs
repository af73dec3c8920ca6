using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a client says about itself: its <c>hello</c>.</summary>
/// <param name="Apis">Words of the vocabulary: raw, edgequake.query, edgequake.query.documented, openai.chat.</param>
/// <param name="Parallel">How many runs it takes at once; at least 1.</param>
/// <param name="Way">How it is attached: decides what it can show.</param>
/// <param name="Source">Where a client that is no package comes from: repository, commit, folder, and what of it was judged; null = name and version say it.</param>
public sealed record ClientFacts(
    string Name, string Version, string Language, string? Homepage, IReadOnlyList<string> Apis, IReadOnlyList<string> Profiles,
    IReadOnlyList<string> Capabilities, int Parallel, ClientPolicy Policy, WayIn Way, string? Source = null);

/// <summary>The ways in.</summary>
[JsonConverter(typeof(WordConverter<WayIn>))]
public enum WayIn
{
    /// <summary>A command run once a case: stdout is the text, exit 0 means complete.</summary>
    Exec,

    /// <summary>A command that speaks one JSON object a line.</summary>
    Stdio,

    /// <summary>A page, phone or container that asks for its runs over HTTP and answers in the same words as on stdio.</summary>
    Http,

    /// <summary>A delegate in this process.</summary>
    InProcess,

    /// <summary>Not attached: somebody points the client at an address, and only the server's witness speaks.</summary>
    Observed,

    /// <summary>A proxy between our own client and our own server.</summary>
    Relay,
}

/// <summary>What the client declares it does about failure; judged as declared.</summary>
/// <param name="Retries">Null = does not retry on its own.</param>
/// <param name="CountsFirst">3 means 3 tries, not 3 retries.</param>
/// <param name="Jitter">Share of the delay that chance may take off or add: 0.25 = ± 25 %.</param>
/// <param name="RetryOn">Statuses (<c>429</c>, <c>5xx</c>) and <c>network</c>.</param>
/// <param name="RetryPost">A POST is sent again too.</param>
/// <param name="AfterFirstToken">never, restart or resume.</param>
/// <param name="Timeout">idle, total or none.</param>
/// <param name="Malformed">skip, error or text.</param>
public sealed record ClientPolicy(
    int? Retries = null, bool CountsFirst = false, TimeSpan? Base = null, double Factor = 2, TimeSpan? Cap = null, double Jitter = 0,
    IReadOnlyList<string>? RetryOn = null, bool RetryPost = false, string AfterFirstToken = "never", string Timeout = "none", string Malformed = "error")
{
    private const int MostGrowth = 30; // steps: a factor of two is past any cap long before, and no double overflows

    public static ClientPolicy None { get; } = new();

    /// <summary>The wait before the retry that follows so many tries, before chance: base × factor^(tries-1), at most the cap; zero where no base is declared.</summary>
    /// <param name="tries">Tries so far, at least 1.</param>
    public TimeSpan Backoff(int tries)
    {
        var wait = (Base ?? TimeSpan.Zero).TotalMilliseconds * Math.Pow(Factor, Math.Min(tries - 1, MostGrowth));
        return TimeSpan.FromMilliseconds(Cap is { } cap ? Math.Min(wait, cap.TotalMilliseconds) : wait);
    }

    /// <summary>The declared value of a policy word, as <c>by-policy</c> names it; null for an unknown word.</summary>
    public string? Value(string word) => word switch
    {
        "retries" => Retries is > 0 ? "some" : "none",
        "countsFirst" => CountsFirst ? "true" : "false",
        "retryPost" => RetryPost ? "true" : "false",
        "afterFirstToken" => AfterFirstToken,
        "timeout" => Timeout,
        "malformed" => Malformed,
        _ => null,
    };
}
