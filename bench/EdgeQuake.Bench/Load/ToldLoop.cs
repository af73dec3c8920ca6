namespace EdgeQuake.Bench;

/// <summary>A closed loop whose number of users is told while it runs: each plays stream after stream until it is to go, or the load is over.</summary>
internal static class ToldLoop
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(50);

    /// <param name="tick">Completes at the monitor's next look: when a change of the number is heard.</param>
    public static async Task RunAsync(Board board, ToldUsers users, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop)
    {
        var all = new List<Task>();
        while (!users.Over && !stop.IsCancellationRequested)
        {
            while (all.Count < users.Wanted)
            {
                var user = all.Count;
                all.Add(Task.Run(() => WorkAsync(board, users, user, play, tick, stop), CancellationToken.None));
            }

            await tick();
        }

        await Task.WhenAll(all);
    }

    /// <param name="user">0-based: it rests while no more than this many are wanted.</param>
    private static async Task WorkAsync(Board board, ToldUsers users, int user, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop)
    {
        var planned = board.SinceZero;
        while (!users.Over && !stop.IsCancellationRequested)
        {
            if (user >= users.Wanted)
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

            // As in every closed loop: a server that refuses at once is not asked in a storm.
            if (!stream.Complete && stream.End - stream.Started < Brief)
            {
                await tick();
            }

            planned = board.SinceZero;
        }
    }
}
