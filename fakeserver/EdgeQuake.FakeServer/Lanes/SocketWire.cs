using System.Net;
using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>A real TCP connection: one write = one send (NoDelay), never blocking the pacer.</summary>
internal sealed class SocketWire : Wire
{
    private readonly Socket socket;
    private long carried;

    public SocketWire(Socket socket)
    {
        this.socket = socket;
        socket.NoDelay = true;
        socket.Blocking = false;
        Peer = (socket.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
    }

    public override IPAddress Peer { get; }

    public override bool? Drained => OperatingSystem.IsLinux() ? LinuxDrain.IsDone(socket) : null;

    public override long Carried(int rest) => carried + rest;

    public override long? Acked => OperatingSystem.IsLinux() ? LinuxDrain.Acked(socket) : null;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    public override int TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var sent = socket.Send(bytes, SocketFlags.None, out var error);
            carried += sent;
            return error switch
            {
                SocketError.Success => sent,
                SocketError.WouldBlock => 0,
                _ => -1,
            };
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }

    public override async ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation)
    {
        try
        {
            while (rest.Length > 0)
            {
                var sent = await socket.SendAsync(rest, SocketFlags.None, cancellation);
                carried += sent;
                rest = rest[sent..];
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }

    public override void Fin(bool closeNotify)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer reset first: there is no stream left to end, and the inbox has the stamp.
        }
    }

    public override void Reset(bool dropUnread)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already: closing below is all that is left.
        }

        socket.Dispose();
    }

    public override void Dispose() => socket.Dispose();
}
