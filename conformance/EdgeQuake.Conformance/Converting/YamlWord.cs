using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>Values as YAML on one line: text always quoted, JSON as flow; whatever a reader of YAML could mistake is escaped.</summary>
internal static class YamlWord
{
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or (>= '\x7f' and <= '\xa0') => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>JSON as YAML's flow: numbers as they are written, so that they come out as they went in.</summary>
    internal static string Flow(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", json.EnumerateObject().Select(p => $"{Quote(p.Name)}: {Flow(p.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", json.EnumerateArray().Select(Flow)) + "]",
        JsonValueKind.String => Quote(json.GetString()!),
        _ => json.GetRawText(),
    };

    /// <summary>Milliseconds with their microseconds: <c>20.512ms</c>.</summary>
    internal static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalMilliseconds):0.###}ms");
}
