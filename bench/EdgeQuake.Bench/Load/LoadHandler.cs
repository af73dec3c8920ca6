using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The connections of a load: SocketsHttpHandler with nothing that changes what is measured, and a stamp where a stream opened its own connection.</summary>
internal static class LoadHandler
{
    private static readonly HttpRequestOptionsKey<StreamRecorder> Recorder = new("edgequake.recorder");

    /// <summary>As the profile asks: TLS by our rules or by a given authority, names looked up or told, a proxy where the environment names one, never for loopback.</summary>
    public static SocketsHttpHandler Create(Clock clock, LoadProfile profile) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = ProxyChoice.Allowed(profile),
        MaxConnectionsPerServer = int.MaxValue,

        // Else streams beyond the server's limit of one connection would wait in our own queue.
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
        SslOptions = Tls(profile),
        ConnectCallback = (context, ct) => ConnectAsync(context, profile, ct),
        PlaintextStreamFilter = (context, _) => Stamped(context, clock),
    };

    public static void Attach(HttpRequestMessage request, StreamRecorder recorder) => request.Options.Set(Recorder, recorder);

    /// <summary>As the profile trusts.</summary>
    public static SslClientAuthenticationOptions Tls(LoadProfile profile)
    {
        var options = new SslClientAuthenticationOptions();
        if (profile.Insecure)
        {
#pragma warning disable CA5359 // --insecure asks for exactly this, and every report names it.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (profile.CaCert is { } pem)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(pem);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, LoadProfile profile, CancellationToken cancellation)
    {
        // Nagle would hold back a small request until the last one is acknowledged.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var asked = context.DnsEndPoint;
            EndPoint at = profile.Resolve.FirstOrDefault(r => r.Port == asked.Port && string.Equals(r.Host, asked.Host, StringComparison.OrdinalIgnoreCase)) is { } told ? new IPEndPoint(told.Address, asked.Port) : asked;
            await socket.ConnectAsync(at, cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Called when the connection is ready for a request: after TLS, where there is any.</summary>
    public static ValueTask<Stream> Stamped(SocketsHttpPlaintextStreamFilterContext context, Clock clock)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(Recorder, out var recorder))
        {
            recorder.Connected(clock.Now, ConnectionText.Tls(context.PlaintextStream));
        }

        return ValueTask.FromResult(context.PlaintextStream);
    }
}
