using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Judges the one stream that goes before a load: a wrong address, key or protocol is said once, not ten thousand times. Pure.</summary>
internal static class Preflight
{
    private static readonly string Untrusted = Words.Of(HttpRequestError.SecureConnectionError) + ":";

    /// <summary>Why the load must not start; null = it may. A server that fails, stalls or limits is what a load is for, and no reason.</summary>
    /// <param name="seen">What its frames look like; null = no event came.</param>
    /// <param name="proxy">What it was asked through; null = nothing.</param>
    public static Refusal? Judge(StreamTimeline s, Uri address, LoadProfile profile, ShapeSeen? seen, Uri? proxy = null) => s switch
    {
        { Class: StreamClass.Network, Status: null, Message: { } said } when said.StartsWith(Untrusted, StringComparison.Ordinal) =>
            new("unreachable", $"no TLS with {address.GetLeftPart(UriPartial.Authority)}: {said}; trust its authority with --ca-cert FILE, or check nothing with --insecure"),
        { Class: StreamClass.Network, Status: null } =>
            new("unreachable", $"{address.GetLeftPart(UriPartial.Authority)} does not answer{(proxy is null ? "" : $" through the proxy {ProxyChoice.Named(proxy)} of the environment")}: {s.Message}"),
        { Status: 401 or 403 } => new("unauthorized", $"{Said(s)} at {address.AbsolutePath}: give a key with --header 'authorization: Bearer …'", s.Status),
        { Status: 404 or 405 or 410 } => new("not-found", $"{Said(s)} at {address.AbsolutePath}: is this the route of --protocol {Named(profile)}?", s.Status),
        { Status: >= 300 and < 400 } => new("refused", $"{Said(s)} at {address.AbsolutePath}: redirects are not followed; give the address that it leads to", s.Status),
        { Status: >= 400 and < 500 and not 408 and not 425 and not 429 } => new("refused", $"{Said(s)} at {address.AbsolutePath}: the server does not take this request", s.Status),
        { Class: StreamClass.Protocol, Malformed: 0 } => new("wrong-protocol", $"{s.Message} at {address.AbsolutePath}", s.Status),
        { Class: StreamClass.Truncated or StreamClass.Protocol or StreamClass.Cut, Events: > 0, EndMark: null } when Foreign(seen, profile) || (s.FirstToken is null && s.Class != StreamClass.Cut) =>
            new("wrong-protocol", $"{s.Events} events, and no answer of --protocol {Named(profile)}{Guess(seen, profile)}", s.Status),
        _ => null,
    };

    private static string Said(StreamTimeline s) => s.Message ?? $"status {s.Status}";

    private static string Named(LoadProfile p) => Words.Of(p.Protocol) + (p.Protocol == Protocol.Edgequake ? $" --shape {Words.Of(p.Shape)}" : "");

    /// <summary>Typed frames of another protocol: OpenAI's [DONE] would else pass for a token of EdgeQuake's plain text.</summary>
    private static bool Foreign(ShapeSeen? seen, LoadProfile profile) =>
        seen is not null && seen.Options.Split(' ')[0] is var protocol && protocol != "sse" && !seen.Options.EndsWith("v1", StringComparison.Ordinal) && protocol != Words.Of(profile.Protocol);

    private static string Guess(ShapeSeen? seen, LoadProfile profile) => seen is null || seen.Options == Named(profile) ? "" : $"; they look like {seen.Name}: --protocol {seen.Options}";
}
