using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>The server's end of one connection: a real socket, or the in-memory twin. The same connection code runs on both.</summary>
internal abstract class Wire : IDisposable
{
    /// <summary>The client's address; loopback for the in-memory twin.</summary>
    public abstract IPAddress Peer { get; }

    /// <summary>Whether the peer's kernel has acknowledged all that was sent; null where the platform cannot tell.</summary>
    public abstract bool? Drained { get; }

    /// <summary>Bytes handed to the kernel since the connection stands, heads and framing among them, with <paramref name="rest"/> that a write still owes it.</summary>
    public virtual long Carried(int rest) => 0;

    /// <summary>How many of them the peer's kernel has acknowledged; null where the platform cannot tell, or the connection is gone.</summary>
    public virtual long? Acked => null;

    /// <summary>Why the connection could not be opened or read, in the words of the layer that failed (TLS: the alert); null = no trouble of that sort.</summary>
    public virtual string? Trouble { get; protected set; }

    /// <summary>What must happen before HTTP: a TLS handshake. False when it failed; <see cref="Trouble"/> says why.</summary>
    public virtual ValueTask<bool> OpenAsync() => new(true);

    /// <summary>Bytes from the peer; 0 = it sent FIN. Throws IOException, SocketException or ObjectDisposedException when the connection is gone.</summary>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>Sends what is taken at once and never blocks. Returns how much, or -1 when the connection is gone.</summary>
    public abstract int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Sends the rest of a write that <see cref="TrySend"/> did not take whole; nothing else may be sent between. False when the connection went first.</summary>
    public abstract ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation);

    /// <summary>FIN: the end of our direction.</summary>
    /// <param name="closeNotify">TLS: say so first, so that the peer can tell an end from a cut.</param>
    public abstract void Fin(bool closeNotify);

    /// <summary>Sends all of it, waiting where the kernel does not take it at once. False when the connection went first.</summary>
    public ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var sent = TrySend(bytes.Span);
        return sent < 0 || sent == bytes.Length ? new ValueTask<bool>(sent >= 0) : SendRestAsync(bytes[sent..], cancellation);
    }

    /// <summary>RST, and the connection is gone.</summary>
    /// <param name="dropUnread">In memory only: also take back what the client has not read. On a socket that is the kernel's business.</param>
    public abstract void Reset(bool dropUnread);

    public abstract void Dispose();
}
