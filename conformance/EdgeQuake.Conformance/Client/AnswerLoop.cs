using System.Threading.Channels;

namespace EdgeQuake.Conformance;

/// <summary>
/// A run as something to iterate, once: the items as they come. Who leaves the loop stops the client, and goes on when it has let go of the connection. Who iterates again gets an
/// error: a second request that nobody asked for would be worse.
/// </summary>
internal sealed class AnswerLoop(RunInProcess run, RunRequest request, HttpMessageHandler handler) : IAsyncEnumerable<TranscriptItem>
{
    private int _begun;

    /// <summary>How the run ended; null while the loop is on.</summary>
    internal TranscriptEnd? End { get; private set; }

    public IAsyncEnumerator<TranscriptItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _begun, 1) == 0 ? ItemsAsync(cancellationToken) : throw new InvalidOperationException("the answer was iterated already");

    private async IAsyncEnumerator<TranscriptItem> ItemsAsync(CancellationToken cancellationToken)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = Channel.CreateUnbounded<TranscriptItem>();
        var running = RunAsync(items.Writer, left.Token);
        try
        {
            await foreach (var item in items.Reader.ReadAllAsync(CancellationToken.None))
                yield return item;
        }
        finally
        {
            await left.CancelAsync();
            End = await running;
        }
    }

    private async Task<TranscriptEnd> RunAsync(ChannelWriter<TranscriptItem> items, CancellationToken stop)
    {
        try
        {
            return await run(request, handler, i => items.TryWrite(i), stop);
        }
        finally
        {
            items.Complete();
        }
    }
}
