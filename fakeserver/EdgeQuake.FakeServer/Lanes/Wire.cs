using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>The server's end of one connection: a real socket, or the in-memory twin. The same connection code runs on both.</summary>
internal abstract class Wire : IDisposable
{
    /// <summary>The client's address; loopback for the in-memory twin.</summary>
    public abstract IPAddress Peer { get; }

    /// <summary>Whether the peer's kernel has acknowledged all that was sent; null where the platform cannot tell.</summary>
    public abstract bool? Drained { get; }

    /// <summary>Bytes handed to the kernel since the connection stands, heads and framing among them.</summary>
    public virtual long Carried => 0;

    /// <summary>How many of them the peer's kernel has acknowledged; null where the platform cannot tell, or the connection is gone.</summary>
    public virtual long? Acked => null;

    /// <summary>Bytes from the peer; 0 = it sent FIN. Throws IOException, SocketException or ObjectDisposedException when the connection is gone.</summary>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>Sends what is taken at once and never blocks. Returns how much, or -1 when the connection is gone.</summary>
    public abstract int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Sends the rest of a write that the kernel did not take whole. False when the connection went first.</summary>
    public abstract ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation);

    /// <summary>FIN: the end of our direction.</summary>
    public abstract void Fin();

    /// <summary>RST, and the connection is gone.</summary>
    /// <param name="dropUnread">In memory only: also take back what the client has not read. On a socket that is the kernel's business.</param>
    public abstract void Reset(bool dropUnread);

    public abstract void Dispose();
}
