using System.Text.Json;
using System.Web;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a recorded request asked, as <c>client.request</c>: the members of its JSON body, or of its query.</summary>
internal static class RecordedRequest
{
    /// <summary>Pasted documents and images are no part of a scenario that is to be read.</summary>
    private const int Most = 16 * 1024;

    /// <summary>A map in YAML's flow; null when the request asked nothing that can be said so.</summary>
    internal static string? Flow(RecordedExchange e)
    {
        if (e.Body.Length is > 0 and < Most)
        {
            try
            {
                using var json = JsonDocument.Parse(e.Body);
                return json.RootElement.ValueKind == JsonValueKind.Object ? YamlWord.Flow(json.RootElement) : null;
            }
            catch (Exception x) when (x is JsonException or InvalidOperationException)
            {
                return null; // a form, or no text at all
            }
        }

        var query = HttpUtility.ParseQueryString(e.Target.Contains('?', StringComparison.Ordinal) ? e.Target[(e.Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "");
        var members = query.AllKeys.OfType<string>().Where(k => query[k] is { } v && v != "***").Select(k => $"{YamlWord.Quote(k)}: {YamlWord.Quote(query[k]!)}").ToList();
        return members.Count == 0 ? null : $"{{{string.Join(", ", members)}}}";
    }
}
