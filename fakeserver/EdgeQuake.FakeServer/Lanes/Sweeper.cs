namespace EdgeQuake.FakeServer;

/// <summary>Looks at every connection now and then for one that is overdue: one waiter a server, no timer a connection.</summary>
internal sealed class Sweeper : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(1);

    private readonly Waiter waiter = new(Pacer.For(Clock.Real));

    public Sweeper(Stage stage) => _ = SweepAsync(stage);

    public void Dispose() => waiter.Stop();

    /// <summary>A quarter of the shortest limit, so that nobody overstays it by more than that.</summary>
    private static TimeSpan Step(RequestLimits limits)
    {
        var shortest = (limits.ReadTime < limits.IdleTime ? limits.ReadTime : limits.IdleTime) / 4;
        return shortest < Often ? Often : shortest > Seldom ? Seldom : shortest;
    }

    private async Task SweepAsync(Stage stage)
    {
        var step = Step(stage.Options.Limits);
        while (await waiter.Until(Clock.Real.Now + step))
        {
            await Task.Yield(); // off the pacer's thread
            foreach (var connection in stage.Connections)
            {
                connection.Sweep(Clock.Real.Now);
            }
        }
    }
}
