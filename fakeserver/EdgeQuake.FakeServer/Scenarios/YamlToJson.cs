using System.Globalization;
using System.Text;
using System.Text.Json;

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The JSON text of a YAML node, by YAML 1.2's core schema: plain true, false, null and numbers are themselves, everything else is a string.</summary>
public static class YamlToJson
{
    public static string Text(YamlNode node) => node switch
    {
        YamlMappingNode map => "{" + string.Join(',', map.Children.Select(p => JsonText.Quote(((YamlScalarNode)p.Key).Value ?? "") + ":" + Text(p.Value))) + "}",
        YamlSequenceNode list => "[" + string.Join(',', list.Children.Select(Text)) + "]",
        YamlScalarNode { Style: ScalarStyle.Plain } s when IsLiteral(s.Value ?? "") => s.Value is null or "" or "~" ? "null" : s.Value,
        YamlScalarNode s => JsonText.Quote(s.Value ?? ""),
        _ => "null",
    };

    /// <summary>True when a text is one JSON value.</summary>
    public static bool IsJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
            {
                // Reads to the end: only a whole value counts.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsLiteral(string text) =>
        text is "" or "~" or "null" or "true" or "false"
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && IsJson(text));
}
