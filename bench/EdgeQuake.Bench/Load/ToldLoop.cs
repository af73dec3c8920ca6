namespace EdgeQuake.Bench;

/// <summary>A closed loop whose number of users is told while it runs: each plays stream after stream until it is to go, or the load is over.</summary>
internal static class ToldLoop
{
    /// <param name="tick">Completes at the monitor's next look: when a change of the number is heard.</param>
    public static async Task RunAsync(Board board, ToldUsers users, Func<int, TimeSpan, Task<StreamTimeline>> play, Func<Task> tick, CancellationToken stop)
    {
        var all = new List<Task>();
        while (!users.Over && !stop.IsCancellationRequested)
        {
            while (all.Count < users.Wanted)
            {
                var user = all.Count; // 0-based: it rests while no more than this many are wanted
                all.Add(Task.Run(() => ClosedLoop.WorkAsync(board, board.SinceZero, () => users.Over || stop.IsCancellationRequested, () => user < users.Wanted, play, tick), CancellationToken.None));
            }

            await tick();
        }

        await Task.WhenAll(all);
    }
}
