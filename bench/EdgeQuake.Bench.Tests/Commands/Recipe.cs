using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Bench.Tests;

/// <summary>A CI recipe as its file has it: the variables, the command lines in order, and the files that it hands on.</summary>
internal sealed record Recipe(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<string> Commands, IReadOnlyList<string> Files)
{
    public static Recipe Read(string name)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Text($"conformance/recipes/{name}")));
        var pairs = Pairs(yaml.Documents[0].RootNode).ToArray();
        return new(
            pairs.Where(p => p.Key is "env" or "variables").SelectMany(p => (YamlMappingNode)p.Value).ToDictionary(v => v.Key.ToString(), v => v.Value.ToString()),
            [.. pairs.Where(p => p.Key is "run" or "script" or "bash").SelectMany(p => Scalars(p.Value))],
            [.. pairs.SelectMany(p => Scalars(p.Value)).Where(s => s.StartsWith("harness-out/", StringComparison.Ordinal)).Distinct()]);
    }

    // Every key with its value, in the order of the file.
    private static IEnumerable<(string Key, YamlNode Value)> Pairs(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.SelectMany(p => Pairs(p.Value).Prepend((p.Key.ToString(), p.Value))),
        YamlSequenceNode sequence => sequence.SelectMany(Pairs),
        _ => [],
    };

    private static IEnumerable<string> Scalars(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } => [text],
        YamlSequenceNode sequence => sequence.OfType<YamlScalarNode>().Select(s => s.Value!),
        _ => [],
    };
}
