using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>Whether a request may use the admin API: who is connected, by which name it called, and whether a page of another origin made it.</summary>
/// <remarks>A web page can make a browser call localhost (a forged request), or point a name of its own at 127.0.0.1 (DNS rebinding): Origin and Host tell.</remarks>
internal static class AdminGuard
{
    /// <summary>Why not, or null.</summary>
    public static string? Refusal(AdminAccess access, IPAddress peer, RequestFacts facts)
    {
        if (access == AdminAccess.Any)
        {
            return null;
        }

        var host = facts.Header("host") ?? "";
        return !IPAddress.IsLoopback(peer) ? "the admin API answers this machine only; serve it to others with --admin any"
            : !IsLoopbackName(host) ? $"the admin API answers to localhost, not to '{host}'"
            : facts.Header("origin") is { } origin && !origin.EndsWith("://" + host, StringComparison.OrdinalIgnoreCase) ? $"the admin API answers no page of '{origin}'"
            : null;
    }

    private static bool IsLoopbackName(string host)
    {
        var name = host.StartsWith('[') ? host.Split(']')[0].TrimStart('[') : host.Split(':')[0];
        return name is "localhost" or "memory.fake" or "testhost.fake" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
