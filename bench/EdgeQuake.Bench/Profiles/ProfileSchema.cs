using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeQuake.Bench;

/// <summary>The JSON schema of load profiles for editors, from the rows of <see cref="SettingTable"/>. The loader knows more and has the last word.</summary>
public static class ProfileSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As published in <c>results/schema/load-profile.schema.json</c>, with a line feed at its end.</summary>
    public static string Text()
    {
        var properties = new JsonObject();
        foreach (var setting in SettingTable.All)
        {
            var value = Value(setting);
            value["description"] = setting.About;
            properties[setting.Name] = value;
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Load profile of EdgeQuake.Harness",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Value(Setting setting)
    {
        if (setting.Kind == SettingKind.Flag)
        {
            return new() { ["type"] = "boolean" };
        }

        if (setting.Words is { } words)
        {
            return new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };
        }

        // A plain YAML number or truth value is read as its text.
        JsonObject[] forms =
        [
            Plain(),
            .. setting.Kind == SettingKind.Many || setting.Joined ? new[] { new JsonObject { ["type"] = "array", ["items"] = Plain() } } : [],
            .. setting.Pair is null ? [] : new[] { new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Plain(), new JsonObject { ["type"] = "array", ["items"] = Plain() }) } } },
        ];
        return forms.Length == 1 ? forms[0] : new() { ["anyOf"] = new JsonArray([.. forms]) };
    }

    private static JsonObject Plain() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
