using EdgeQuake.FakeServer;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance;

/// <summary>The one list of profiles, capabilities, apis and policy words, each with a sentence: <c>conformance/cases/vocabulary.yaml</c>.</summary>
/// <remarks>Loader, doctor, schema and docs read it; a word that is not in it is a problem with the nearest one that is.</remarks>
public sealed record Vocabulary(
    IReadOnlyDictionary<string, string> Profiles, IReadOnlyDictionary<string, string> Capabilities,
    IReadOnlyDictionary<string, string> Apis, IReadOnlyDictionary<string, string> Policy)
{
    private static readonly Lazy<Vocabulary> Embedded = new(() =>
        Parse(CaseFiles.Text(CaseFiles.Vocabulary), "conformance/cases/vocabulary.yaml") is { Problems: [] } read
            ? read.Vocabulary : throw new InvalidDataException("the embedded vocabulary.yaml does not read"));

    /// <summary>The vocabulary of this build.</summary>
    public static Vocabulary BuiltIn => Embedded.Value;

    /// <summary>Reads a vocabulary; a section that is missing or a word without a sentence is a problem.</summary>
    public static (Vocabulary Vocabulary, IReadOnlyList<Problem> Problems) Parse(string yaml, string file)
    {
        var (root, broken) = YamlText.Parse(yaml, file);
        var problems = new List<Problem>();
        if (broken is not null)
            problems.Add(broken);
        var sections = (YamlText.Entries(root) ?? []).ToDictionary(e => e.Key.Value ?? "", e => e.Value);
        IReadOnlyDictionary<string, string> Read(string name)
        {
            if (sections.TryGetValue(name, out var section) && YamlText.Entries(section) is { } words)
                return words.ToDictionary(w => w.Key.Value ?? "", w => Sentence(w.Key, w.Value, file, problems));
            problems.Add(new(file, 1, 1, $"section '{name}' is missing", "profiles, capabilities, apis and policy"));
            return new Dictionary<string, string>();
        }

        return (new(Read("profiles"), Read("capabilities"), Read("apis"), Read("policy")), problems);
    }

    /// <summary>The problem of an unknown word, or null when it is known.</summary>
    /// <param name="kind">profile, capability, api or policy.</param>
    public Problem? Unknown(string kind, string word, Place where)
    {
        var known = kind switch { "profile" => Profiles, "capability" => Capabilities, "api" => Apis, _ => Policy };
        return known.ContainsKey(word)
            ? null
            : new(where.File, where.Line, where.Column, $"unknown {kind} '{word}'", string.Join(", ", known.Keys), Words.Nearest(word, known.Keys));
    }

    // A word may carry more than its sentence: { about: …, values: … }.
    private static string Sentence(YamlScalarNode word, YamlNode node, string file, List<Problem> problems)
    {
        var about = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("about"), out var inner) ? inner : node;
        if (about is YamlScalarNode { Value: { Length: > 0 } sentence })
            return sentence;
        problems.Add(YamlText.At(node, file, $"'{word.Value}' has no sentence", "one sentence that says what the word means"));
        return "";
    }
}
