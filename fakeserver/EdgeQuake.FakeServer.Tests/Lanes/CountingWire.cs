using System.Net;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A wire that takes every byte at once and notes each send: its bytes, and what the sending thread had allocated by then.</summary>
internal sealed class CountingWire(byte[] request, int most) : Wire
{
    private readonly TaskCompletionSource<int> closed = new();
    private bool asked;

    public override IPAddress Peer => IPAddress.Loopback;

    public override bool? Drained => true;

    /// <summary>Sizes of the sends, and the thread's allocated bytes at each; no list, for a list would allocate.</summary>
    public (int Bytes, long Allocated, int Thread)[] Sends { get; } = new (int, long, int)[most];

    public int Count { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        if (asked)
        {
            return new ValueTask<int>(closed.Task);
        }

        asked = true;
        request.CopyTo(buffer);
        return new ValueTask<int>(request.Length);
    }

    public override int TrySend(ReadOnlySpan<byte> bytes)
    {
        Sends[Count++] = (bytes.Length, GC.GetAllocatedBytesForCurrentThread(), Environment.CurrentManagedThreadId);
        return bytes.Length;
    }

    public override ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation) => throw new InvalidOperationException("everything was taken");

    public override void Fin(bool closeNotify) => closed.TrySetResult(0);

    public override void Reset(bool dropUnread) => closed.TrySetResult(0);

    public override void Dispose() => closed.TrySetResult(0);
}
