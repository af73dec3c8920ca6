namespace EdgeQuake.Conformance;

/// <summary>Which cases a run is about. What <c>Skip</c> names stays in the run and is counted as skipped; the rest narrows the run itself.</summary>
/// <param name="Run">Patterns of ids; empty = all.</param>
/// <param name="Skip">Patterns of ids.</param>
/// <param name="Profiles">Empty = all.</param>
/// <param name="Levels">MUST, SHOULD, MAY; empty = all.</param>
/// <param name="Shard">1-based share of <paramref name="Shards"/>: every k-th case.</param>
public sealed record Selection(
    IReadOnlyList<string> Run, IReadOnlyList<string> Skip, IReadOnlyList<string> Profiles, IReadOnlyList<string> Levels, int Shard = 1, int Shards = 1)
{
    public static Selection All { get; } = new([], [], [], []);

    /// <summary>Only the cases of an edition of the corpus; null = all there are.</summary>
    public Edition? Edition { get; init; }

    /// <summary>True when cases are left out: a baseline then cannot tell what matches nothing.</summary>
    public bool Partial => Run.Count > 0 || Profiles.Count > 0 || Levels.Count > 0 || Shards > 1 || Edition is not null;

    /// <summary>The cases selected, in order.</summary>
    public IReadOnlyList<Case> Of(IReadOnlyList<Case> cases) =>
    [
        .. cases.Where(c => Run.Count == 0 || Run.Any(p => Glob.Matches(p, c.Id) || c.Facts.Was.Any(old => Glob.Matches(p, old))))
            .Where(c => Profiles.Count == 0 || Profiles.Contains(c.Profile, StringComparer.OrdinalIgnoreCase))
            .Where(c => Levels.Count == 0 || Levels.Contains(c.Level, StringComparer.OrdinalIgnoreCase))
            .Where(c => Edition?.Has(c) != false)
            .Where((_, i) => i % Shards == Shard - 1),
    ];

    /// <summary>The pattern that skips a case, or null.</summary>
    public string? Skips(Case c) => Skip.FirstOrDefault(p => Glob.Matches(p, c.Id));
}
