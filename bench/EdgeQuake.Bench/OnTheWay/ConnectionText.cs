using System.Net.Security;
using System.Security.Authentication;

namespace EdgeQuake.Bench;

/// <summary>A connection in words.</summary>
internal static class ConnectionText
{
    /// <summary>TLS 1.3, TLS 1.2; null where there is none.</summary>
    public static string? Tls(Stream plaintext) => plaintext is not SslStream tls ? null : tls.SslProtocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        var other => other.ToString(),
    };
}
