namespace EdgeQuake.Bench;

/// <summary>The client path of a load, as every report names it: library, HTTP version, and what of the connection was told instead of looked up or checked.</summary>
internal static class ClientPath
{
    /// <param name="fast">Our own client reads.</param>
    public static string Of(LoadProfile p, bool fast) => string.Join(", ", new[]
    {
        fast ? FastPath.Via : InlineSockets.Via.Replace("HTTP/1.1", p.Http2 ? "HTTP/2" : "HTTP/1.1", StringComparison.Ordinal),
        p.Target.Scheme == "https" ? p.Insecure ? "TLS with --insecure: the certificate was NOT CHECKED" : p.CaCert is null ? "TLS" : "TLS trusting --ca-cert only" : null,
        ProxyChoice.Of(p) is { } proxy ? $"through the proxy {ProxyChoice.Named(proxy)} of the environment" : null,
        p.Resolve.Count == 0 ? null : $"told by --resolve: {string.Join(' ', p.Resolve)}",
    }.OfType<string>());
}
