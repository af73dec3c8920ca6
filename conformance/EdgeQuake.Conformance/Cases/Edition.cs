using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// An edition of the corpus: the cases that it has, each with the hash of what it plays and expects. A verdict "by edition 2026.1" means the same for ever: a case whose
/// hash has changed since says under <c>corrected</c> what was put right.
/// </summary>
/// <param name="Name">As the file is named, without its ending: 2026.1.</param>
/// <param name="Hashes">Id → hash.</param>
public sealed record Edition(string Name, IReadOnlyDictionary<string, string> Hashes)
{
    private const string Folder = "cases/editions/";

    /// <summary>The editions of this build, oldest first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. CaseFiles.Editions.Select(n => n[Folder.Length..^".txt".Length]).Order(StringComparer.Ordinal)];

    /// <summary>An edition by its name; null when there is none of that name.</summary>
    public static Edition? Find(string name) => Names.Contains(name) ? Parse(name, CaseFiles.Text($"{Folder}{name}.txt")) : null;

    /// <summary>Reads <c>id hash</c> a line; lines that begin with # are remarks.</summary>
    public static Edition Parse(string name, string text) =>
        new(name, text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#')
            .Select(l => l.Split(' ', 2)).ToDictionary(p => p[0], p => p[^1], StringComparer.Ordinal));

    /// <summary>True when a case is in this edition, under its id or one that it had before.</summary>
    public bool Has(Case c) => Hashes.ContainsKey(c.Id) || c.Facts.Was.Any(Hashes.ContainsKey);

    /// <summary>The text of an edition that has every case of this build, sorted by id.</summary>
    public static string Write()
    {
        var text = new StringBuilder("# id and hash of what each case plays and expects; written by: edgequake-harness list --hashes\n");
        foreach (var (id, hash) in CaseFiles.Corpus.SelectMany(f => CaseHash.Of(CaseFiles.Text(f))).OrderBy(c => c.Id, StringComparer.Ordinal))
            text.Append(id).Append(' ').Append(hash).Append('\n');
        return text.ToString();
    }
}
