using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The one namespace of ids: built-in scenarios and conformance cases; a word that ends in <c>.yaml</c> is a file. Everything taken is verified.</summary>
internal static class Catalogue
{
    /// <summary>Built-in scenarios, then cases.</summary>
    public static IReadOnlyList<Scenario> BuiltIn { get; } = [.. BuiltInScenarios.All, .. Cases().Select(c => c.Scenario)];

    /// <summary>The cases that come with the command.</summary>
    public static IReadOnlyList<Case> Cases()
    {
        var set = CaseLibrary.BuiltIn;
        return set.Problems.Count == 0 ? set.Cases : throw CommandException.Broken($"the built-in cases do not load: {set.Problems[0]}");
    }

    /// <summary>The scenarios that the words name, in order; without words all built-in scenarios.</summary>
    public static IReadOnlyList<Scenario> Pick(IReadOnlyList<string> words) =>
        words.Count == 0 ? BuiltInScenarios.All : [.. words.SelectMany(word => IsFile(word) ? FromFile(word) : [ById(word)])];

    /// <summary>A path, not an id.</summary>
    public static bool IsFile(string word) =>
        word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>A scenario or case by its id, or by one that it had before.</summary>
    public static Scenario ById(string id) =>
        BuiltIn.FirstOrDefault(s => s.Id == id) ?? BuiltIn.FirstOrDefault(s => s.Case?.Was.Contains(id) == true)
        ?? throw CommandException.Usage($"there is no scenario or case '{id}'"
            + (Words.Nearest(id, BuiltIn.Select(s => s.Id)) is { } near ? $"; did you mean '{near}'?" : "; 'edgequake-harness list' names them all"));

    private static IReadOnlyList<Scenario> FromFile(string path)
    {
        var (scenarios, problems) = FileCheck.Read(path);
        return problems.Count == 0 ? scenarios : throw CommandException.Usage(string.Join("\nerror: ", problems));
    }
}
