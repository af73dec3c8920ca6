using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>JSON text as serde_json writes it: compact, raw UTF-8; only quote, backslash and control characters below U+0020 are escaped.</summary>
internal static class JsonText
{
    /// <summary>What RFC 8259, 7 does not let stand in a string as it is.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    public static string Quote(string value)
    {
        var next = value.AsSpan().IndexOfAny(Escaped);
        if (next < 0)
        {
            return $"\"{value}\"";
        }

        var text = new StringBuilder(value.Length + 16).Append('"');
        var rest = value.AsSpan();
        for (; next >= 0; next = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..next]);
            var c = rest[next];
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                _ => text.Append($"\\u{(int)c:x4}"),
            };
            rest = rest[(next + 1)..];
        }

        return text.Append(rest).Append('"').ToString();
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

    /// <summary>A typed frame: its type, then the members that it must have, the author's value or the normal one, then whatever else the author wrote.</summary>
    public static string Filled(string type, string? json, params (string Name, string Normal)[] members) => $"{{\"type\":{Quote(type)}{Members(json ?? "{}", members)}}}";

    /// <summary>Members, each after a comma: those that there must be, the author's value or the normal one, then whatever else the author wrote.</summary>
    public static string Members(string json, params (string Name, string Normal)[] members)
    {
        using var document = JsonDocument.Parse(json);
        var given = document.RootElement;
        var text = new StringBuilder();
        foreach (var (name, normal) in members)
        {
            text.Append(',').Append(Quote(name)).Append(':').Append(given.TryGetProperty(name, out var value) ? value.GetRawText() : normal);
        }

        foreach (var more in given.EnumerateObject().Where(p => p.Name != "type" && !Array.Exists(members, m => m.Name == p.Name)))
        {
            text.Append(',').Append(Quote(more.Name)).Append(':').Append(more.Value.GetRawText());
        }

        return text.ToString();
    }

    /// <summary>The text where it is a JSON object, else <paramref name="other"/>.</summary>
    public static string? ObjectOr(string text, string? other)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? text : other;
        }
        catch (JsonException)
        {
            return other; // pieces of arguments are no document
        }
    }

    /// <summary>Adds members to the front of a JSON object's text: <c>{"type":"done"} + {"a":1}</c>.</summary>
    public static string With(string head, string? json) =>
        json is null or "{}" || json.Length < 2 ? "{" + head + "}" : "{" + head + "," + json[1..];
}
