using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>What a request had to carry and did not: one sentence each, in the journal's form.</summary>
internal static class RequirementCheck
{
    /// <summary>All that is not met, and the answer of the first requirement that says one.</summary>
    public static (IReadOnlyList<string> Unmet, ElseAnswer? Else) Of(IEnumerable<Requirement> requirements, RequestFacts facts)
    {
        var failed = requirements.Select(r => (Require: r, Unmet: Unmet(r, facts))).Where(x => x.Unmet.Count > 0).ToArray();
        return ([.. failed.SelectMany(x => x.Unmet)], failed.Length > 0 ? failed[0].Require.Else : null);
    }

    private static IReadOnlyList<string> Unmet(Requirement require, RequestFacts facts) =>
        [.. Each(require, facts), .. Any(require.Any ?? [], facts)];

    private static IEnumerable<string> Any(IReadOnlyList<Requirement> alternatives, RequestFacts facts)
    {
        var unmet = alternatives.Select(a => Unmet(a, facts)).ToArray();
        return unmet.Length == 0 || unmet.Any(u => u.Count == 0) ? [] : [string.Join("; or ", unmet.Select(u => string.Join(", ", u)))];
    }

    private static IEnumerable<string> Each(Requirement require, RequestFacts facts) =>
        [.. require.Header.Select(h => Header(h.Key, h.Value, facts.Header(h.Key))).OfType<string>(), .. Json(require.Json, facts.Body)];

    private static string? Header(string name, string? wanted, string? actual) => (wanted, actual) switch
    {
        (null, null) => null,
        (null, _) => $"unmet header {name}: expected none, got '{actual}'",
        ("*", not null) => null,
        (_, null) => $"unmet header {name}: expected '{wanted}', got none",
        ("${uuid}", _) => Guid.TryParseExact(actual, "D", out _) ? null : $"unmet header {name}: expected a UUID, got '{actual}'",
        _ => Fits(wanted, actual) ? null : $"unmet header {name}: expected '{wanted}', got '{actual}'",
    };

    /// <summary>Equal, or the same around the stars: <c>Bearer *</c>. A star that is meant stands behind a backslash.</summary>
    private static bool Fits(string wanted, string actual)
    {
        string[] parts = [.. wanted.Replace(@"\*", "\0", StringComparison.Ordinal).Split('*').Select(p => p.Replace('\0', '*'))];
        if (parts.Length == 1)
        {
            return parts[0] == actual;
        }

        var at = actual.StartsWith(parts[0], StringComparison.Ordinal) ? parts[0].Length : -1;
        foreach (var part in parts[1..^1])
        {
            at = at < 0 || actual.IndexOf(part, at, StringComparison.Ordinal) is not (>= 0 and var found) ? -1 : found + part.Length;
        }

        return at >= 0 && actual.Length - at >= parts[^1].Length && actual.EndsWith(parts[^1], StringComparison.Ordinal);
    }

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
