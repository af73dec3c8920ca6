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
        var byName = counted.Where(s => s.Variant is not null).GroupBy(s => s.Variant!).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var byCache = counted.Where(s => s.Complete).GroupBy(s => s.CacheHit ? Cached : Fresh).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var byTurn = counted.Where(s => s.Turn is not null).GroupBy(s => s.Turn!.Value).OrderBy(g => g.Key).Select(g => Of(profile, $"turn {g.Key + 1}", [.. g]));
        return [.. byTurn, .. byName.Concat(byCache.Any(g => g.Key == Cached) ? byCache : []).Select(g => Of(profile, g.Key, [.. g]))];
    }

    /// <summary>Says on each timeline which turn and which combination it is: from here on its number is only a number.</summary>
    internal static IReadOnlyList<StreamTimeline> Named(LoadProfile profile, IReadOnlyList<StreamTimeline> streams)
    {
        var mix = new ParameterMix(profile);
        return profile.Turns == 1 && mix.Block == 1 ? streams : [.. streams.Select(s => s with
        {
            Turn = profile.Turns == 1 ? null : s.Number % profile.Turns,
            Variant = mix.Name(s.Number / profile.Turns) is { Length: > 0 } name ? name : null,
        })];
    }

    private static VariantSummary Of(LoadProfile profile, string name, StreamTimeline[] streams)
    {
        StreamMetrics[] metrics = [.. streams.Select(s => StreamMetrics.Of(s, profile.ReaderSpeed))];
        return new(
            name, streams.Length, streams.Count(s => s.Complete), metrics.Count(m => m.Class == StreamClass.Complete && Goodput.Meets(m, profile.Objectives)),
            [.. Metrics.Select(m => Summarise.Histogram(m, streams, metrics).Spread())]);
    }
}
