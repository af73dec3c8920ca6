using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>One direction of an in-memory connection: a write is exactly one read, never merged with its neighbour.</summary>
/// <remarks>A read smaller than the write gets its first part; the rest is the next read. Nothing pushes back: scripts are finite.</remarks>
internal sealed class ExactPipe
{
    private readonly Lock sync = new();
    private readonly Queue<ReadOnlyMemory<byte>> segments = new();
    private TaskCompletionSource? arrival;
    private ReadOnlyMemory<byte> rest;
    private PipeEnd end;

    /// <summary>Whether the reader has left something unread.</summary>
    public bool HasUnread
    {
        get
        {
            lock (sync)
            {
                return segments.Count > 0 || !rest.IsEmpty;
            }
        }
    }

    /// <summary>False when the direction has ended.</summary>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        lock (sync)
        {
            if (end != PipeEnd.Open)
            {
                return false;
            }

            if (bytes.Length > 0)
            {
                segments.Enqueue(bytes.ToArray());
            }
        }

        Wake();
        return true;
    }

    /// <summary>Ends the direction; the first end stays, except that an RST or a dispose overrules a FIN.</summary>
    /// <param name="drop">Takes back what was not read.</param>
    public void End(PipeEnd how, bool drop = false)
    {
        lock (sync)
        {
            end = how > end ? how : end;
            if (drop)
            {
                segments.Clear();
                rest = default;
            }
        }

        Wake();
    }

    /// <summary>The next segment; 0 = FIN. An empty buffer waits for something to read, as SocketsHttpHandler does on idle connections.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (sync)
            {
                if (segments.Count > 0 || !rest.IsEmpty)
                {
                    return Take(buffer.Span);
                }

                switch (end)
                {
                    case PipeEnd.Fin: return 0;
                    case PipeEnd.Reset: throw Gone(SocketError.ConnectionReset);
                    case PipeEnd.Disposed: throw Gone(SocketError.OperationAborted);
                }

                more = (arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await more.WaitAsync(cancellation);
        }
    }

    /// <summary>The exception that a socket's stream throws.</summary>
    public static IOException Gone(SocketError error)
    {
        var inner = new SocketException((int)error);
        return new IOException(inner.Message, inner);
    }

    private int Take(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        rest = rest.IsEmpty ? segments.Dequeue() : rest;
        var count = Math.Min(buffer.Length, rest.Length);
        rest.Span[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    private void Wake()
    {
        TaskCompletionSource? waiting;
        lock (sync)
        {
            (waiting, arrival) = (arrival, null);
        }

        waiting?.TrySetResult();
    }
}

/// <summary>How a direction ended; a later one overrules an earlier one.</summary>
internal enum PipeEnd { Open, Fin, Reset, Disposed }
