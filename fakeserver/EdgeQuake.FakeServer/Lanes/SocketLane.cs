using System.Net;
using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>Our own accept loop on a real socket: byte-exact HTTP/1.1 and the faults that only a kernel can deliver.</summary>
internal sealed class SocketLane : Lane
{
    private readonly Stage stage;
    private readonly Socket listener;
    private readonly Socket? second;
    private UnreachablePort? unreachable;

    private SocketLane(Stage stage, Socket listener, IPEndPoint local)
    {
        this.stage = stage;
        this.listener = listener;
        stage.Shut = Shut;
        BaseAddress = new UriBuilder(stage.Tls is null ? "http" : "https", Reachable(local.Address).ToString(), local.Port).Uri;
        if (stage.Script.TwoOrigins)
        {
            // Another port is another origin (RFC 6454, 5); any free one.
            second = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            second.Bind(new IPEndPoint(local.Address, 0));
            second.Listen(1024);
        }
    }

    public override Uri BaseAddress { get; }

    /// <summary>Binds and listens. A run whose first answer is a refusal only binds: the port stays ours, and no connect succeeds.</summary>
    public static SocketLane Start(Stage stage)
    {
        var options = stage.Options;
        var bound = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            bound.Bind(new IPEndPoint(options.Address, options.Port));
            var lane = new SocketLane(stage, bound, (IPEndPoint)bound.LocalEndPoint!);
            switch (stage.Script.Shut)
            {
                case OpenFault.Unreachable:
                    lane.Shut(OpenFault.Unreachable);
                    break;
                case null:
                    bound.Listen(1024);
                    var other = lane.second is null ? "" : lane.Origin(lane.second);
                    _ = Task.Run(() => lane.AcceptAsync(bound, other));
                    if (lane.second is { } second)
                    {
                        _ = Task.Run(() => lane.AcceptAsync(second, lane.Origin(bound)));
                    }

                    stage.Enter(new Sweeper(stage));
                    break;
            }

            return lane;
        }
        catch (SocketException e)
        {
            bound.Dispose();
            var why = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"port {options.Port} on {options.Address} is already in use; choose another",
                SocketError.AccessDenied => $"port {options.Port} on {options.Address} needs privileges; choose one above 1023",
                SocketError.AddressNotAvailable => $"{options.Address} is no address of this machine",
                _ => $"cannot listen on {options.Address}:{options.Port}: {e.Message}",
            };
            throw new FakeServerException(why, usage: false, e);
        }
    }

    public override HttpMessageHandler CreateHandler() => Handler(stage.Tls is not null);

    public override void Dispose()
    {
        listener.Dispose();
        second?.Dispose();
        unreachable?.Dispose();
    }

    private string Origin(Socket socket) =>
        new UriBuilder(BaseAddress.Scheme, Reachable(((IPEndPoint)socket.LocalEndPoint!).Address).ToString(), ((IPEndPoint)socket.LocalEndPoint!).Port).Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>Says so and closes, without reading: a connection beyond the limit costs nothing that stays.</summary>
    private void TurnAway(Socket socket)
    {
        stage.Counters.TurnedAway();
        using var wire = new SocketWire(socket);
        wire.TrySend("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 21\r\n\r\ntoo many connections\n"u8);
        wire.Fin(closeNotify: false);
    }

    private void Shut(OpenFault how)
    {
        var at = (IPEndPoint)listener.LocalEndPoint!;
        listener.Dispose();
        second?.Dispose();
        unreachable = how == OpenFault.Unreachable ? new UnreachablePort(at) : null;
    }

    internal static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;

    private async Task AcceptAsync(Socket from, string other)
    {
        var pause = new Waiter(Pacer.For(Clock.Real));
        while (true)
        {
            Socket socket;
            try
            {
                socket = await from.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException { SocketErrorCode: SocketError.OperationAborted } or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted, or the process has no descriptor left: then asking at once again would only burn a core.
                _ = await pause.Until(Clock.Real.Now + TimeSpan.FromMilliseconds(5));
                continue;
            }

            if (stage.Counters.ConnectionsOpen >= stage.Options.Limits.Connections)
            {
                TurnAway(socket);
                continue;
            }

            stage.Serve(new SocketWire(socket), other);
        }
    }
}
