using System.Net;
using System.Net.Sockets;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The connections of a load: SocketsHttpHandler with nothing that changes what is measured, and a stamp where a stream opened its own connection.</summary>
internal static class LoadHandler
{
    private static readonly HttpRequestOptionsKey<StreamRecorder> Recorder = new("edgequake.recorder");

    /// <param name="proxy">Use the proxy that the environment names; never for loopback.</param>
    public static SocketsHttpHandler Create(Clock clock, bool proxy) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = proxy,
        MaxConnectionsPerServer = int.MaxValue,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, ct) => ConnectAsync(context, clock, ct),
    };

    public static void Attach(HttpRequestMessage request, StreamRecorder recorder) => request.Options.Set(Recorder, recorder);

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, Clock clock, CancellationToken cancellation)
    {
        // Nagle would hold back a small request until the last one is acknowledged.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (context.InitialRequestMessage.Options.TryGetValue(Recorder, out var recorder))
        {
            recorder.Connected(clock.Now);
        }

        return new NetworkStream(socket, ownsSocket: true);
    }
}
