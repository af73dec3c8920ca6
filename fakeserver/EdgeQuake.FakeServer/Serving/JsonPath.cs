using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>The part of JSONPath (RFC 9535) that requirements use: <c>$.messages[0].role</c>, <c>$['a b']</c>. No wildcards, no filters.</summary>
internal static partial class JsonPath
{
    public static bool IsValid(string path) => Whole().IsMatch(path);

    /// <summary>The value at the path, or null when there is none.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        JsonElement? at = IsValid(path) ? root : null;
        foreach (System.Text.RegularExpressions.Match step in Step().Matches(path))
        {
            at = at is { } here ? Down(here, step) : null;
        }

        return at;
    }

    private static JsonElement? Down(JsonElement here, System.Text.RegularExpressions.Match step)
    {
        if (step.Groups["index"].Success)
        {
            var index = int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture);
            return here.ValueKind == JsonValueKind.Array && index < here.GetArrayLength() ? here[index] : null;
        }

        return here.ValueKind == JsonValueKind.Object && here.TryGetProperty(step.Groups["name"].Value, out var value) ? value : null;
    }

    [GeneratedRegex(@"^\$(\.[A-Za-z_][A-Za-z0-9_-]*|\[\d{1,6}\]|\['[^']*'\])*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\.(?<name>[A-Za-z_][A-Za-z0-9_-]*)|\[(?<index>\d{1,6})\]|\['(?<name>[^']*)'\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
