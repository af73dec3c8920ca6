using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One run as a comparison takes it: what was asked, how far it may be trusted, and the streams of its steady window.</summary>
/// <param name="Name">As the reader knows it: the path that was typed, or a provider's name.</param>
/// <param name="Asked">What must be alike for a comparison to mean anything: name of the fact → its value.</param>
/// <param name="BoundMs">By how much its stamps may be late.</param>
/// <param name="Block">Streams that were played together; null = one run without pause.</param>
public sealed record ComparedSide(
    string Name, IReadOnlyList<KeyValuePair<string, string>> Asked, IReadOnlyList<StreamSample> Streams, Trust Trust, double? BoundMs, string Machine, int? Block = null)
{
    /// <param name="streams">All streams of the run, from memory or from streams.csv.gz; warm-up, drain and the interrupted are cut here.</param>
    public static ComparedSide Of(string name, LoadResult run, IReadOnlyList<StreamSample> streams) => new(
        name, Facts(run.Load, [.. run.Objectives.Select(o => o.Objective.Text)]), [.. streams.Where(s => s.Class != StreamClass.Interrupted && run.Summary.Steady.Has(s.Planned))],
        run.Validity.Trust, run.Validity.BoundMs, run.Header.Machine);

    /// <param name="objectives">As typed.</param>
    internal static IReadOnlyList<KeyValuePair<string, string>> Facts(LoadFacts load, IReadOnlyList<string> objectives) =>
    [
        new("protocol", Words.Of(load.Protocol) + (load.Shape is { } shape ? $" {Words.Of(shape)}" : "")),
        new("load", load.Loop),
        new("questions and parameters", load.Asked ?? $"{load.Prompts} prompts, not named further"),
        new("objectives", objectives.Count == 0 ? "none" : string.Join(", ", objectives)),
    ];
}
