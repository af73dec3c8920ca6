using System.Text;

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

    /// <summary>Adds members to the front of a JSON object's text: <c>{"type":"done"} + {"a":1}</c>.</summary>
    public static string With(string head, string? json) =>
        json is null or "{}" || json.Length < 2 ? "{" + head + "}" : "{" + head + "," + json[1..];
}
