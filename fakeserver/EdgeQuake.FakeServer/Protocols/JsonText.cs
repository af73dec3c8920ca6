using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>JSON text as serde_json writes it: compact, raw UTF-8; only quote, backslash and control characters below U+0020 are escaped.</summary>
internal static class JsonText
{
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append($"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>The names of an object's members.</summary>
    public static IReadOnlyList<string> Names(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(p => p.Name)];
    }

    /// <summary>A member as JSON text, or null.</summary>
    public static string? Raw(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var value) ? value.GetRawText() : null;
    }

    /// <summary>A member's string, or its JSON text where it is none; null when there is no such member.</summary>
    public static string? Member(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return !document.RootElement.TryGetProperty(name, out var value) ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    /// <summary>Adds members to the front of a JSON object's text: <c>{"type":"done"} + {"a":1}</c>.</summary>
    public static string With(string head, string? json) =>
        json is null or "{}" || json.Length < 2 ? "{" + head + "}" : "{" + head + "," + json[1..];
}
