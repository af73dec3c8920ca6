using NetMQ;
using NetMQ.Sockets;

namespace EdgeQuake.Bench.Locust;

/// <summary>The connection to a master: ZeroMQ's DEALER under the worker's own name, one frame a message. For one thread.</summary>
internal sealed class MasterLink(MasterAddress master, string id) : IDisposable
{
    /// <summary>Messages that wait while the master is away; at one heartbeat a second, more than a minute.</summary>
    private const int Waiting = 100;

    private DealerSocket _socket = Open(master, id);

    /// <summary>False when nobody takes our messages any more.</summary>
    public bool TrySend(byte[] frame) => _socket.TrySendFrame(frame);

    /// <summary>What the master said; null = nothing for so long.</summary>
    public byte[]? Receive(TimeSpan patience) => _socket.TryReceiveFrameBytes(patience, out var frame) ? frame : null;

    public void Reopen()
    {
        _socket.Dispose();
        _socket = Open(master, id);
    }

    /// <summary>What was said last still goes out.</summary>
    public void Dispose() => _socket.Dispose();

    private static DealerSocket Open(MasterAddress master, string id)
    {
        var socket = new DealerSocket();
        socket.Options.Identity = System.Text.Encoding.UTF8.GetBytes(id);
        socket.Options.TcpKeepalive = true;
        socket.Options.TcpKeepaliveIdle = TimeSpan.FromSeconds(30);
        socket.Options.SendHighWatermark = Waiting;
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        socket.Connect($"tcp://{master}");
        return socket;
    }
}
