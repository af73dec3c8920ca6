using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>Strings out of JSON as they were said, lone surrogates too: JavaScript writes them as <c>\ud800</c>, and the platform's reader refuses them.</summary>
internal static class JsonText
{
    /// <summary>The value of a JSON string.</summary>
    internal static string Of(JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Contains("\\u", StringComparison.Ordinal) ? Unescape(raw.AsSpan(1, raw.Length - 2)) : element.GetString()!;
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
            }
            else if (raw[++i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
            }
        }

        return text.ToString();
    }
}
