using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The load of a profile in words: what reports head themselves with, and what two runs must share to be compared.</summary>
internal static class LoopText
{
    public static string Of(LoadProfile p) => Loop(p) + (p.Turns == 1 ? "" : $", conversations of {p.Turns} turns, {p.Think} between")
        + (p.Retry == 0 ? "" : p.Retry == 1 ? ", 1 retry" : $", up to {p.Retry} retries") + (p.FallBack ? ", then the call that does not stream" : "");

    private static string Loop(LoadProfile p) => p.Told ? "closed, as many users as it is told" : p.IsOpen
        ? $"open, {(p.Rate is { } r ? $"{r:0.###}/s" : Stages(p))} {Words.Of(p.Arrivals)}" + (p.Arrivals == ArrivalKind.Gamma ? $" {p.EffectiveSmoothness:0.###}" : "")
        : p.Concurrency is { } n ? $"closed, {n} at once" : $"closed, {Stages(p)} at once";

    private static string Stages(LoadProfile p) => string.Join(',', p.Stages);
}
