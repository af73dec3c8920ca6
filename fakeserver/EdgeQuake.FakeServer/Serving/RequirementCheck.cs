using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>What a request had to carry and did not: one sentence each, in the journal's form.</summary>
internal static class RequirementCheck
{
    public static IReadOnlyList<string> Unmet(Requirement require, RequestFacts facts) =>
        [.. require.Header.Select(h => Header(h.Key, h.Value, facts.Header(h.Key))).OfType<string>(), .. Json(require.Json, facts.Body)];

    private static string? Header(string name, string? wanted, string? actual) => (wanted, actual) switch
    {
        (null, null) => null,
        (null, _) => $"unmet header {name}: expected none, got '{actual}'",
        ("*", not null) => null,
        (_, null) => $"unmet header {name}: expected '{wanted}', got none",
        _ => wanted == actual ? null : $"unmet header {name}: expected '{wanted}', got '{actual}'",
    };

    private static IEnumerable<string> Json(IReadOnlyDictionary<string, string> wanted, ReadOnlyMemory<byte> body)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. wanted.Select(w => Value(w.Key, w.Value, JsonPath.Find(document.RootElement, w.Key))).OfType<string>()];
        }
        catch (JsonException)
        {
            return [$"unmet json: the body is no JSON: '{Encoding.UTF8.GetString(body.Span[..Math.Min(80, body.Length)])}'"];
        }
    }

    private static string? Value(string path, string wanted, JsonElement? actual)
    {
        if (actual is not { } found)
        {
            return $"unmet json {path}: expected {wanted}, got nothing";
        }

        using var expected = JsonDocument.Parse(wanted);
        return wanted == "\"*\"" || JsonElement.DeepEquals(expected.RootElement, found) ? null : $"unmet json {path}: expected {wanted}, got {found.GetRawText()}";
    }
}
