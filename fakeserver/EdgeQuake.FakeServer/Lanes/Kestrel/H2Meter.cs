using System.Buffers.Binary;

namespace EdgeQuake.FakeServer;

/// <summary>Walks the HTTP/2 frames that a connection sends (RFC 9113, 4.1): how many bytes of DATA left on each stream, and whether GOAWAY did.</summary>
/// <remarks>
/// <c>length (24) type (8) flags (8) R stream (31) payload</c>. Kestrel gathers what is written faster than it frames; a writer that waits here until its
/// bytes were framed gets one frame for one write, and a reset that waits loses nothing. Under TLS a second meter counts bytes alone.
/// </remarks>
internal sealed class H2Meter(bool frames, Clock clock)
{
    private const int HeaderSize = 9;
    private const byte Data = 0, GoAway = 7;

    private readonly Lock sync = new();
    private readonly Dictionary<int, long> data = [];
    private readonly List<(int Stream, long Bytes, Waiter Waiter)> waiting = [];
    private readonly byte[] header = new byte[HeaderSize];
    private int have;
    private int left;
    private bool goneAway;

    /// <summary>All bytes so far.</summary>
    public long Total { get; private set; }

    public void Walk(ReadOnlySpan<byte> bytes)
    {
        lock (sync)
        {
            Total += bytes.Length;
            while (frames && bytes.Length > 0)
            {
                bytes = left > 0 ? Payload(bytes) : Header(bytes);
            }
        }
    }

    /// <summary>What was walked has been handed on: whoever waited for it may go on.</summary>
    public void Flushed()
    {
        lock (sync)
        {
            for (var i = waiting.Count - 1; i >= 0; i--)
            {
                if (Reached(waiting[i].Stream, waiting[i].Bytes))
                {
                    waiting[i].Waiter.Release(clock.Now);
                    waiting.RemoveAt(i);
                }
            }
        }
    }

    public void Open(int stream)
    {
        lock (sync)
        {
            data[stream] = 0;
        }
    }

    public void Close(int stream)
    {
        lock (sync)
        {
            data.Remove(stream);
            waiting.RemoveAll(w => w.Stream == stream);
        }
    }

    /// <summary>Until so many bytes of DATA have left on the stream. False when the stream or the server is gone.</summary>
    public ValueTask<bool> FramedAsync(int stream, long bytes, Waiter waiter) => waiter.Opened(w => Add(stream, bytes, w));

    /// <summary>Until GOAWAY has left.</summary>
    public ValueTask<bool> GoneAwayAsync(Waiter waiter) => waiter.Opened(w => Add(0, 0, w));

    private void Add(int stream, long bytes, Waiter waiter)
    {
        lock (sync)
        {
            if (!Reached(stream, bytes))
            {
                waiting.Add((stream, bytes, waiter));
                return;
            }
        }

        waiter.Release(clock.Now);
    }

    /// <summary>Stream 0 carries no DATA: it stands for GOAWAY.</summary>
    private bool Reached(int stream, long bytes) => stream == 0 ? goneAway : data.GetValueOrDefault(stream) >= bytes;

    private ReadOnlySpan<byte> Header(ReadOnlySpan<byte> bytes)
    {
        var take = Math.Min(HeaderSize - have, bytes.Length);
        bytes[..take].CopyTo(header.AsSpan(have));
        have += take;
        if (have == HeaderSize)
        {
            left = (header[0] << 16) | (header[1] << 8) | header[2];
            goneAway |= header[3] == GoAway;
            have = left == 0 ? 0 : have;
        }

        return bytes[take..];
    }

    private ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> bytes)
    {
        var take = Math.Min(left, bytes.Length);
        var stream = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)) & int.MaxValue;
        if (header[3] == Data && data.TryGetValue(stream, out var sofar))
        {
            data[stream] = sofar + take;
        }

        left -= take;
        have = left == 0 ? 0 : have;
        return bytes[take..];
    }
}
