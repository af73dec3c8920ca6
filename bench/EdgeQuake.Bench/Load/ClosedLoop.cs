namespace EdgeQuake.Bench;

/// <summary>Keeps n streams in flight: each is followed by the next until the time or the count is used up.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(50);

    /// <param name="tick">Completes at the monitor's next look: the breather after a stream that failed at once.</param>
    public static Task RunAsync(Board board, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, board.Profile.Concurrency!.Value).Select(_ => Task.Run(() => WorkAsync(board, play, tick, stop), CancellationToken.None)));

    private static async Task WorkAsync(Board board, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop)
    {
        var planned = TimeSpan.Zero;
        while (!stop.IsCancellationRequested && !(board.SinceZero >= board.Profile.For) && board.TryTake(out var number))
        {
            var stream = await play(number, planned);

            // A server that refuses at once would otherwise be asked thousands of times a second: that is a storm, not a load.
            if (!stream.Complete && stream.End - stream.Started < Brief)
            {
                await tick();
            }

            planned = board.SinceZero;
        }
    }
}
