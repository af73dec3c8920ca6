using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Which cases wait: they run apart from the others, and at most eight at a time, so that a busy machine does not bend their clocks.</summary>
internal static class Waiting
{
    /// <summary>Runs of waiting cases at once, at most.</summary>
    internal const int AtOnce = 8;

    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    internal static bool Waits(BoundCase bound)
    {
        var s = bound.Scenario;
        return s.Client.Idle is not null || s.Client.Overall is not null || s.Client.Cancel is not null
            || s.Expect.Server is { Gaps.Count: > 0 } or { Backoff: not null }
            || s.Exchanges.SelectMany(e => e.Attempts).Any(a => a.Headers.Any(h => h.Name.Equals("retry-after", StringComparison.OrdinalIgnoreCase)))
            || Pauses(s) >= Long;
    }

    private static TimeSpan Pauses(Scenario s) =>
        s.Exchanges.SelectMany((e, i) => e.Attempts.Select((_, n) => Planner.Render(s, new(Cell.Default, i, n + 1, 0, s.Seed, null))))
            .Select(p => p.Ops.Aggregate(TimeSpan.Zero, (sum, op) => sum + (op switch
            {
                PlanOp.Wait w => w.For,
                PlanOp.Stall stall => stall.For ?? Long,
                _ => TimeSpan.Zero,
            })))
            .DefaultIfEmpty(TimeSpan.Zero).Max();
}
