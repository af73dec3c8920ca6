using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// The streams of one case that are asked at once: the gate <see cref="Gate"/> opens for all of them when each has sent its request, and <see cref="StoppedGate"/> for the others
/// when the one that the caller stops is over.
/// </summary>
/// <remarks>So a client that lets one answer wait for another never gets past it, and no clock is needed to see that.</remarks>
internal sealed class Gathering(int streams)
{
    /// <summary>The gate's name, as cases write it: <c>gate: everyone</c>.</summary>
    internal const string Gate = "everyone";

    /// <summary>As cases write it: <c>gate: stopped</c>.</summary>
    internal const string StoppedGate = "stopped";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = streams;

    /// <summary>The stream that the caller stops is over, and its server has seen how.</summary>
    internal void Stopped() => _stopped.TrySetResult();

    /// <summary>Opens the gates of one stream's server when it is time; returns without it when the run is over before.</summary>
    /// <param name="stops">It is the one that the caller stops: its own end opens nothing for it.</param>
    internal async Task OpenAsync(FakeSseServer server, bool stops, CancellationToken over)
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
            if (stops)
                return;
            await _stopped.Task.WaitAsync(over);
            server.Open(StoppedGate);
        }
        catch (OperationCanceledException)
        {
            // The run ended first: whoever waited at the gate has been given up on.
        }
    }
}
