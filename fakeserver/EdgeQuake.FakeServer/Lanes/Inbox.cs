using System.Buffers;
using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>Reads the peer from accept to close, while answers are played too: so its FIN or RST is stamped when it comes, not when we next write.</summary>
internal sealed class Inbox(Wire wire, Clock clock, Action closed)
{
    /// <summary>Bytes that may wait here while an answer is played; then the peer's next request waits in the kernel.</summary>
    private const int Limit = 256 * 1024;

    /// <summary>A request head, as a rule: ten thousand connections wait with a buffer of this size each.</summary>
    private const int FirstRead = 512;

    /// <summary>What sends more gets a larger buffer.</summary>
    private const int LaterReads = 16 * 1024;

    private readonly Lock sync = new();
    private readonly ArrayBufferWriter<byte> pending = new(256);
    private TaskCompletionSource? room;
    private TaskCompletionSource arrival = New();
    private volatile bool ours;

    /// <summary>How and when the peer ended its direction; null while it is open, or when we ended the connection first.</summary>
    public PeerClose? Closed { get; private set; }

    /// <summary>When the last bytes came.</summary>
    public TimeSpan LastArrival { get; private set; }

    /// <summary>We ended the connection, or it is over.</summary>
    public bool IsOurs => ours;

    /// <summary>Whoever takes from here has waited long enough: what has come is all that it gets.</summary>
    public bool Expired { get; private set; }

    /// <summary>Ends the wait of <see cref="TakeAsync"/>; the connection can still be answered.</summary>
    public void Expire()
    {
        TaskCompletionSource wake;
        lock (sync)
        {
            Expired = true;
            wake = arrival;
        }

        wake.TrySetResult();
    }

    /// <summary>From here on a failing read is our own doing.</summary>
    public void EndsByUs()
    {
        ours = true;
        lock (sync)
        {
            room?.TrySetResult();
        }
    }

    public async Task PumpAsync()
    {
        var scratch = new byte[FirstRead];
        while (await ReadAsync(scratch) is var n && n > 0)
        {
            if (Add(scratch.AsSpan(0, n)) is { } full)
            {
                await full;
            }

            scratch = n == FirstRead && n == scratch.Length ? new byte[LaterReads] : scratch;
        }
    }

    /// <summary>Moves all that has come to <paramref name="into"/>, waiting for at least one byte. False when the peer has ended and nothing is left.</summary>
    public async ValueTask<bool> TakeAsync(ArrayBufferWriter<byte> into)
    {
        while (true)
        {
            Task more;
            lock (sync)
            {
                if (pending.WrittenCount > 0)
                {
                    into.Write(pending.WrittenSpan);
                    Emptied();
                    return true;
                }

                if (Closed is not null || ours || Expired)
                {
                    return false;
                }

                more = arrival.Task;
            }

            await more;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Emptied()
    {
        pending.ResetWrittenCount();
        room?.TrySetResult();
        room = null;
    }

    /// <summary>What to wait for before reading on; null when there is room.</summary>
    private Task? Add(ReadOnlySpan<byte> bytes)
    {
        TaskCompletionSource wake;
        lock (sync)
        {
            LastArrival = clock.Now;
            pending.Write(bytes);
            room = pending.WrittenCount >= Limit && !ours ? New() : null;
            (wake, arrival) = (arrival, New());
        }

        wake.TrySetResult();
        return room?.Task;
    }

    private async ValueTask<int> ReadAsync(byte[] scratch)
    {
        var how = "fin";
        try
        {
            if (await wire.ReadAsync(scratch) is var n && n > 0)
            {
                return n;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            how = "reset";
        }

        lock (sync)
        {
            Closed = ours ? null : new PeerClose(how, clock.Now);
            ours = true;
        }

        closed();
        arrival.TrySetResult();
        return 0;
    }
}
