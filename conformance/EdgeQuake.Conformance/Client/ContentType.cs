using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The media type of an answer, read leniently: parameters, case and a trailing semicolon do not matter.</summary>
internal static class ContentType
{
    /// <summary><c>text/event-stream</c>, lower case; null when the server said none.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) || values.Count == 0)
            return null;
        var type = values.ToString().Split(';')[0].Trim().ToLowerInvariant();
        return type.Length == 0 ? null : type;
    }

    /// <summary>A stream of the protocol; one that names no type is taken for one.</summary>
    public static bool IsStream(string? type, Protocol protocol) => type is null || type == EventReader.MediaType(protocol);

    public static bool IsJson(string? type) => type is not null && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));
}
