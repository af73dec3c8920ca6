using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeQuake.FakeServer;

/// <summary>What a listener needs for TLS: its certificate with the chain built once, so that a handshake builds nothing.</summary>
internal sealed class TlsServer(TlsKind kind, IPAddress address)
{
    /// <summary>HTTP/1.1 alone: a client that insists on HTTP/2 is told so in the handshake (RFC 7301, 3.2).</summary>
    public SslServerAuthenticationOptions Options { get; } = new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(TestAuthority.Leaf(kind, address), null, offline: true),
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        AllowRenegotiation = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };
}
