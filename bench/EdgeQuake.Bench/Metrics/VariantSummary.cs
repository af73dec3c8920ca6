namespace EdgeQuake.Bench;

/// <summary>The streams of one variant of a run: one combination of parameters that vary, or those that the server answered from its cache.</summary>
/// <param name="Name"><c>mode=hybrid top_k=5</c>.</param>
/// <param name="Streams">Of the steady window.</param>
/// <param name="Spreads">ttft, itl and e2e.</param>
public sealed record VariantSummary(string Name, int Streams, int Complete, int Good, IReadOnlyList<Spread> Spreads)
{
    public const string Cached = "answered from the server's cache";
    public const string Fresh = "not from the server's cache";
    private static readonly string[] Metrics = ["ttft", "itl", "e2e"];

    /// <summary>By turn of the conversation, by combination of parameters, and by cache where the server says that it answered from it; empty where the run has one variant only.</summary>
    public static IReadOnlyList<VariantSummary> Of(LoadProfile profile, IReadOnlyList<StreamTimeline> counted)
    {
        var mix = new ParameterMix(profile);
        var byName = counted.GroupBy(s => mix.Name(s.Number / profile.Turns)).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var byCache = counted.Where(s => s.Complete).GroupBy(s => s.CacheHit ? Cached : Fresh).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var byTurn = counted.GroupBy(s => s.Number % profile.Turns).OrderBy(g => g.Key).ToArray();
        var turns = profile.Turns == 1 ? [] : byTurn.Select(g => Of(profile, $"turn {g.Key + 1}", [.. g]));
        return [.. turns, .. (mix.Block > 1 ? byName : []).Concat(byCache.Any(g => g.Key == Cached) ? byCache : []).Select(g => Of(profile, g.Key, [.. g]))];
    }

    private static VariantSummary Of(LoadProfile profile, string name, StreamTimeline[] streams)
    {
        StreamMetrics[] metrics = [.. streams.Select(s => StreamMetrics.Of(s, profile.ReaderSpeed))];
        return new(
            name, streams.Length, streams.Count(s => s.Complete), metrics.Count(m => m.Class == StreamClass.Complete && Goodput.Meets(m, profile.Objectives)),
            [.. Metrics.Select(m => Summarise.Histogram(m, streams, metrics).Spread())]);
    }
}
