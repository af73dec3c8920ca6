namespace EdgeQuake.Conformance;

/// <summary>Which keys of an expectation a client can show through its way in and api: the others are not judged, and never counted as passed.</summary>
/// <remarks>
/// Of an observed client there is only what the server saw. A plain command shows text, whether it succeeded, and what the server saw; a proxy hands on that an answer failed, in its own words. Core in the client's own protocol is judged on text and outcome.
/// Thinking, usage, finish, tool-calls, code, retry-after and comments are judged where the client declares the capability of that name.
/// </remarks>
internal readonly record struct Shows(bool Exec, bool TextOnly, bool Raw, IReadOnlyList<string> Capabilities, bool Observed = false, bool Relayed = false)
{
    /// <summary>Keys that are judged only where the client declares the capability of the same name.</summary>
    internal static readonly IReadOnlyList<string> Declared = ["thinking", "usage", "finish", "tool-calls", "code", "retry-after", "comments"];

    internal static Shows Of(BoundCase bound, ClientFacts client) =>
        new(client.Way == WayIn.Exec, bound.TextOnly, string.Equals(bound.Api, "raw", StringComparison.Ordinal), client.Capabilities, client.Way == WayIn.Observed, client.Way == WayIn.Relay);

    /// <summary>A plain command has its exit code, and a proxy its own way to say that the answer failed: either can only say yes or no.</summary>
    internal bool YesOrNo => Exec || Relayed;

    internal bool Key(string key) => key switch
    {
        "text" or "outcome" => !Observed,
        "attempts" or "server" => !TextOnly,
        _ when Exec || TextOnly || Observed => false,
        "kind" => !Relayed,
        "events" => Raw,
        "tokens" or "sources" or "malformed" => !Raw,
        _ => Capabilities.Contains(key),
    };
}
