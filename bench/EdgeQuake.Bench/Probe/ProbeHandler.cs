using System.Net;
using System.Net.Sockets;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A connection that stamps its own making: name looked up, TCP connected, TLS agreed, request sent. One stream, one connection.</summary>
internal sealed class ProbeHandler(Clock clock)
{
    private Func<TimeSpan?>? _sent;

    public TimeSpan? Resolved { get; private set; }

    public TimeSpan? Connected { get; private set; }

    /// <summary>Null where there is no TLS.</summary>
    public TimeSpan? Secured { get; private set; }

    /// <summary>The last write before the first answer byte.</summary>
    public TimeSpan? Sent => _sent?.Invoke();

    public string? Remote { get; private set; }

    public SocketsHttpHandler Create(LoadProfile profile) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = ProxyChoice.Allowed(profile),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
        SslOptions = LoadHandler.Tls(profile),
        ConnectCallback = ConnectAsync,
        PlaintextStreamFilter = Filter,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        Resolved = clock.Now;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        (Connected, Remote) = (clock.Now, socket.RemoteEndPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
            ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port).ToString()
            : socket.RemoteEndPoint?.ToString());
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async ValueTask<Stream> Filter(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellation)
    {
        await LoadHandler.Stamped(context, clock);
        Secured = context.InitialRequestMessage.RequestUri?.Scheme == "https" ? clock.Now : null;
        var watched = new WatchedStream(context.PlaintextStream, clock);
        _sent = () => watched.Sent;
        return watched;
    }
}
