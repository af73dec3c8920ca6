using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>EdgeQuake's <c>context</c>: a list of sources, or a map of the frame's members with <c>sources</c> among them.</summary>
internal static class Contexts
{
    private static readonly (string, string)[] Query = [("sources", "[]"), ("query_mode", "\"mix\""), ("retrieval_time_ms", "45")];

    /// <summary>The frame; what the author does not name is as the server sends it.</summary>
    /// <param name="more">Further members that this shape always has.</param>
    public static string Frame(string? json, params (string, string)[] more) =>
        JsonText.Filled("context", json is null || json.StartsWith('[') ? $$"""{"sources":{{json ?? "[]"}}}""" : json, [.. Query, .. more]);

    /// <summary>One source by its id, as a chunk.</summary>
    public static string Source(string id) => $$"""{"source_type":"chunk","id":{{JsonText.Quote(id)}},"score":0.9,"snippet":null}""";

    /// <summary>The sources of a context, each as JSON text.</summary>
    public static IEnumerable<string> Sources(string? json)
    {
        using var document = JsonDocument.Parse(json ?? "[]");
        var list = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("sources", out var inner) ? inner : document.RootElement;
        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(s => s.GetRawText())] : [];
    }
}
