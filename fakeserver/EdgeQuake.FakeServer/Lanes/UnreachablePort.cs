using System.Net;
using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>Linux only: a port on which connect hangs, as behind a firewall that drops. It listens, never accepts, and its queue is full.</summary>
/// <remarks>
/// <c>listen(0)</c> leaves room for one connection; that one is our own. The kernel then drops every SYN without a word, and the client repeats it
/// after 1, 3, 7… seconds. Elsewhere a full queue resets or waits: the scenario is refused there.
/// </remarks>
internal sealed class UnreachablePort : IDisposable
{
    private readonly Socket listener;
    private readonly Socket filler;

    public UnreachablePort(IPEndPoint at)
    {
        listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        filler = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(at);
        listener.Listen(0);
        filler.Connect(new IPEndPoint(SocketLane.Reachable(at.Address), at.Port));
    }

    /// <summary>Why this machine cannot; null = it can.</summary>
    public static string? Problem => OperatingSystem.IsLinux() ? null : "unreachable needs Linux, whose kernel drops a SYN when the queue is full";

    public void Dispose()
    {
        filler.Dispose();
        listener.Dispose();
    }
}
