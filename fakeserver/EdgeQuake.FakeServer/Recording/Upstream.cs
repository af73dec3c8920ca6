using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EdgeQuake.FakeServer;

/// <summary>One connection to the server that is recorded: reads come as the socket (with TLS: the record layer) gives them.</summary>
internal sealed class Upstream : IDisposable
{
    private readonly Socket socket;
    private readonly Stream stream;

    private Upstream(Socket socket, Stream stream) => (this.socket, this.stream) = (socket, stream);

    /// <summary>Nothing came while it was idle: bytes or a FIN that nobody asked for mean that it is over.</summary>
    public bool Usable => !socket.Poll(0, SelectMode.SelectRead);

    /// <exception cref="SocketException">Nobody there.</exception>
    /// <exception cref="AuthenticationException">The certificate does not hold.</exception>
    public static async Task<Upstream> ConnectAsync(RecordingOptions options, CancellationToken cancellation)
    {
        var uri = options.Upstream;
        var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(uri.IdnHost, uri.Port, cancellation);
            var plain = new NetworkStream(tcp, ownsSocket: true);
            return new Upstream(tcp, uri.Scheme == Uri.UriSchemeHttps ? await SecureAsync(plain, options, cancellation) : plain);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => stream.WriteAsync(bytes, cancellation);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => stream.ReadAsync(buffer, cancellation);

    public void Dispose() => stream.Dispose();

    private static async Task<Stream> SecureAsync(Stream plain, RecordingOptions options, CancellationToken cancellation)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = options.Upstream.IdnHost,
                ApplicationProtocols = [SslApplicationProtocol.Http11],

                // Asked for by name: a server of one's own, whose certificate nobody signed.
                RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || options.AnyCertificate,
            },
            cancellation);
        return secure;
    }
}
