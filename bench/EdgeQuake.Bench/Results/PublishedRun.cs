namespace EdgeQuake.Bench;

/// <summary>A run in results/: what it says of itself, and its figures where its kind is known.</summary>
/// <param name="Name">What it was published as, without date and machine: runs of the same name and kind are one history.</param>
/// <param name="Folder">Its folder in results/.</param>
/// <param name="Page">The file to open, relative to results/.</param>
/// <param name="Subject">What was judged or measured; empty where the kind names nothing.</param>
/// <param name="Fact">A ConformanceResult, LoadResult and so on; null where the kind is not known here, or the file cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null = it can, or nobody tried.</param>
internal sealed record PublishedRun(
    string Name, string Folder, string Page, string Kind, string Machine, string Commit, DateTimeOffset StartedUtc, string Subject, object? Fact, string? Problem = null);

/// <summary>Runs of one name and kind, the newest first.</summary>
internal sealed record PublishedEntry(string Name, string Kind, IReadOnlyList<PublishedRun> Runs)
{
    public PublishedRun Newest => Runs[0];

    /// <summary>By name, then kind, whatever the order of the runs is.</summary>
    public static IReadOnlyList<PublishedEntry> Of(IEnumerable<PublishedRun> runs) =>
    [
        .. runs.GroupBy(r => (r.Name, r.Kind))
            .Select(g => new PublishedEntry(g.Key.Name, g.Key.Kind, [.. g.OrderByDescending(r => r.StartedUtc).ThenBy(r => r.Folder, StringComparer.Ordinal)]))
            .OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Kind, StringComparer.Ordinal),
    ];

    /// <summary>The newest run of each entry, with its fact where that is of one type.</summary>
    public static IEnumerable<(PublishedRun Run, T Fact)> Newests<T>(IEnumerable<PublishedEntry> entries) =>
        entries.Select(e => (e.Newest, e.Newest.Fact)).Where(x => x.Fact is T).Select(x => (x.Newest, (T)x.Fact!));
}
