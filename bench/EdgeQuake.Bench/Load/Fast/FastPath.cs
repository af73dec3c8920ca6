namespace EdgeQuake.Bench;

/// <summary>Whether a load can be read by our own client: plain HTTP/1.1 over sockets of Linux. TLS, HTTP/2, proxies and compression go through HttpClient; the report says which.</summary>
internal static class FastPath
{
    /// <summary>As every report names it.</summary>
    public const string Via = "own reader on epoll, HTTP/1.1, stamps of the kernel";

    /// <summary>Why it cannot speak here; null = it can.</summary>
    public static string? WhyNot(LoadProfile profile, LoadOptions options) =>
        options.Handler is not null || options.Http is not null ? "the caller brings its own connections"
        : !options.FastPath ? "left out"
        : !OperatingSystem.IsLinux() ? "no Linux"
        : profile.Target.Scheme != Uri.UriSchemeHttp ? "TLS"
        : profile.Http2 ? "HTTP/2"
        : ProxyChoice.Of(profile) is not null ? "a proxy"
        : profile.Headers.Any(h => h.Name.Equals("accept-encoding", StringComparison.OrdinalIgnoreCase)) ? "a compressed answer is asked for"
        : null;
}
