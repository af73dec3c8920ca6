namespace EdgeQuake.Bench;

/// <summary>Keeps n streams in flight: each is followed by the next until the time or the count is used up. With stages, n follows their curve.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(50);

    /// <param name="tick">Completes at the monitor's next look: the breather after a stream that failed at once, and the step in which a ramp climbs.</param>
    public static Task RunAsync(Board board, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, board.Profile.MostAtOnce).Select(i => Task.Run(() => WorkAsync(board, i, play, tick, stop), CancellationToken.None)));

    /// <param name="worker">0-based: it rests while the level asks for no more than this many.</param>
    private static Task WorkAsync(Board board, int worker, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop) => WorkAsync(
        board, TimeSpan.Zero, () => stop.IsCancellationRequested || board.SinceZero >= board.Profile.For || board.Started >= board.Profile.Count,
        () => Wanted(board.Profile, worker, board.SinceZero), play, tick);

    /// <summary>Plays stream after stream from the first planned start on until it is over, and rests while it is not wanted.</summary>
    internal static async Task WorkAsync(Board board, TimeSpan planned, Func<bool> over, Func<bool> wanted, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick)
    {
        while (!over())
        {
            if (!wanted())
            {
                await tick();
                planned = board.SinceZero;
                continue;
            }

            if (!board.TryTake(out var number))
            {
                return;
            }

            var stream = await play(number, planned);

            // A server that refuses at once would otherwise be asked thousands of times a second: that is a storm, not a load.
            if (!stream.Complete && stream.End - stream.Started < Brief)
            {
                await tick();
            }

            planned = board.SinceZero;
        }
    }

    private static bool Wanted(LoadProfile profile, int worker, TimeSpan at) => profile.Stages.Count == 0 || worker < Math.Round(Ramp.LevelAt(profile.Stages, at));
}
