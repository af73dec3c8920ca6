using EdgeQuake.FakeServer;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance;

/// <summary>Small YAML files of ours (vocabulary, baselines) as nodes that know their line; nothing by reflection.</summary>
internal static class YamlText
{
    /// <summary>The root node of a text; a text that is no YAML gives its problem instead. An empty text has neither.</summary>
    internal static (YamlNode? Root, Problem? Problem) Parse(string yaml, string file)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return (stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode, null);
        }
        catch (YamlException e)
        {
            return (null, new(file, (int)e.Start.Line, (int)e.Start.Column, $"not YAML: {e.Message}"));
        }
    }

    internal static Problem At(YamlNode node, string file, string what, string? expected = null, string? nearest = null) =>
        new(file, (int)node.Start.Line, (int)node.Start.Column, what, expected, nearest);

    /// <summary>Key and value of each entry whose key is a scalar; null when the node is no mapping.</summary>
    internal static IReadOnlyList<(YamlScalarNode Key, YamlNode Value)>? Entries(YamlNode? node) =>
        node is YamlMappingNode map ? [.. map.Children.Where(c => c.Key is YamlScalarNode).Select(c => ((YamlScalarNode)c.Key, c.Value))] : null;
}
