using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The streams of one case that are asked at once: the gate <see cref="Gate"/> opens for all of them when each has sent its request.</summary>
/// <remarks>So a client that lets one answer wait for another never gets past it, and no clock is needed to see that.</remarks>
internal sealed class Gathering(int streams)
{
    /// <summary>The gate's name, as cases write it: <c>gate: everyone</c>.</summary>
    internal const string Gate = "everyone";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = streams;

    /// <summary>Opens the gate of one stream's server when all are there; returns without it when the run is over before.</summary>
    internal async Task OpenAsync(FakeSseServer server, CancellationToken over)
    {
        try
        {
            using var timer = new PeriodicTimer(Look);
            while (server.Journal.Count == 0)
                await timer.WaitForNextTickAsync(over);
            if (Interlocked.Decrement(ref _missing) <= 0)
                _all.TrySetResult();
            await _all.Task.WaitAsync(over);
            server.Open(Gate);
        }
        catch (OperationCanceledException)
        {
            // The run ended first: whoever waited at the gate has been given up on.
        }
    }
}
