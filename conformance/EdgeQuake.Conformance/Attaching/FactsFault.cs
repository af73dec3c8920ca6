using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One thing wrong in what a client says about itself, by path: <c>policy.retryOn[2]</c>.</summary>
internal sealed record FactsFault(string Path, string What, string? Expected = null, string? Nearest = null)
{
    /// <summary>A word that is none of the known ones, with the nearest.</summary>
    internal static FactsFault Unknown(string path, string word, IReadOnlyCollection<string> known) =>
        new(path, $"unknown word '{word}'", string.Join(", ", known), Words.Nearest(word, known));

    public override string ToString() =>
        $"{Path}: {What}" + (Expected is null ? "" : $"; expected {Expected}") + (Nearest is null ? "" : $"; did you mean '{Nearest}'?");
}
