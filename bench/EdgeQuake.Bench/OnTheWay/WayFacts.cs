namespace EdgeQuake.Bench;

/// <summary>Which way the streams of a run took, and what was done to them there: pure arithmetic over timelines.</summary>
/// <param name="Over">HTTP version and TLS as answered, each once: HTTP/2, TLS 1.3.</param>
/// <param name="Servers">Values of <c>server</c> and <c>via</c>, each once.</param>
/// <param name="Signs">The most frequent first.</param>
public sealed record WayFacts(IReadOnlyList<string> Over, IReadOnlyList<string> Servers, IReadOnlyList<WaySign> Signs)
{
    private const int MostServers = 10;

    /// <summary>Null where no stream had a head.</summary>
    internal static WayFacts? Of(IReadOnlyList<StreamTimeline> streams, bool secure)
    {
        StreamHead[] heads = [.. streams.Select(s => s.Head).OfType<StreamHead>().Distinct()];
        string[] over = [.. heads.Select(h => h.Protocol).Concat(streams.Select(s => s.Tls).OfType<string>()).Distinct().Order(StringComparer.Ordinal)];
        string[] servers = [.. heads.SelectMany(h => new[] { h.Server, h.Via is { } via ? $"via {via}" : null }).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(MostServers)];
        return heads.Length == 0 ? null : new(over, servers, Counted(streams, secure));
    }

    private static IReadOnlyList<WaySign> Counted(IReadOnlyList<StreamTimeline> streams, bool secure) =>
        [.. streams.SelectMany(s => WayRules.Of(s, secure)).GroupBy(x => (x.Kind, x.What)).Select(g => g.First() with { Streams = g.Count() }).OrderByDescending(x => x.Streams).ThenBy(x => x.Kind)];
}
