using System.Net.Http;

namespace EdgeQuake.Bench;

/// <summary>Which proxy of the environment (http_proxy, https_proxy, all_proxy, no_proxy) a server is asked through.</summary>
internal static class ProxyChoice
{
    /// <summary>Null = none: never to loopback, nor where the host is told.</summary>
    public static Uri? Of(LoadProfile profile) =>
        Allowed(profile) && !HttpClient.DefaultProxy.IsBypassed(profile.Target) && HttpClient.DefaultProxy.GetProxy(profile.Target) is { } proxy && proxy != profile.Target ? proxy : null;

    /// <summary>Whether the environment is asked at all.</summary>
    public static bool Allowed(LoadProfile profile) => !profile.Target.IsLoopback && profile.Resolve.Count == 0;

    /// <summary>As every report names it: without user and password.</summary>
    public static string Named(Uri proxy) => $"{proxy.Scheme}://{proxy.Authority}";
}
