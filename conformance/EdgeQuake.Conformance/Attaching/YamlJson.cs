using System.Globalization;
using System.Text.Json;

using EdgeQuake.FakeServer;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance;

/// <summary>YAML said as JSON, so that a plain command's facts are read by the very code that reads an adapter's hello.</summary>
internal static class YamlJson
{
    internal static JsonDocument Convert(YamlNode node) => JsonDocument.Parse(YamlToJson.Text(node));

    /// <summary>The node at a path such as <c>policy.retryOn[2]</c>, or the nearest one above it.</summary>
    internal static YamlNode Find(YamlNode root, string path)
    {
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            root = root switch
            {
                YamlMappingNode map when map.Children.TryGetValue(step, out var value) => value,
                YamlSequenceNode list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < list.Children.Count => list.Children[n],
                _ => root,
            };
        }

        return root;
    }
}
