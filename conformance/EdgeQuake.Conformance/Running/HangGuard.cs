using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Gives up on a run: some time after its first request, never counted from before it; or when no request comes at all.</summary>
internal sealed class HangGuard : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource _fired = new();
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _either;
    private readonly Task _watch;

    internal HangGuard(FakeSseServer server, TimeSpan connect, TimeSpan within, CancellationToken stop)
    {
        _either = CancellationTokenSource.CreateLinkedTokenSource(_fired.Token, stop);
        _fired.CancelAfter(connect);
        _watch = WatchAsync(server, within);
    }

    /// <summary>Fires when the guard does, or when the user stops the run.</summary>
    internal CancellationToken Token => _either.Token;

    internal bool Fired => _fired.IsCancellationRequested;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watch;
        _either.Dispose();
        _fired.Dispose();
        _over.Dispose();
    }

    private async Task WatchAsync(FakeSseServer server, TimeSpan within)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (server.Journal.Count == 0)
            {
                if (!await timer.WaitForNextTickAsync(_over.Token))
                    return;
            }

            _fired.CancelAfter(within);
        }
        catch (OperationCanceledException)
        {
            // The run is over before it connected: nothing to guard.
            return;
        }
    }
}
