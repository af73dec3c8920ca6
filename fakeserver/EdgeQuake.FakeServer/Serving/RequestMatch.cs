using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>Whether an exchange answers a request.</summary>
internal static class RequestMatch
{
    /// <param name="alone">The scenario has one exchange: while judging, its path restricts nothing.</param>
    public static bool Answers(Match match, Protocol protocol, bool alone, RequestFacts facts, Routing routing) =>
        routing == Routing.Literal ? Literally(match, facts) : ByEndpoint(match, protocol, alone, facts);

    public static bool Literally(Match match, RequestFacts facts) =>
        (match.Method is null || match.Method.Equals(facts.Method, StringComparison.OrdinalIgnoreCase))
        && (match.Path is null or "*" || match.Path.Equals(facts.Path, StringComparison.Ordinal))
        && match.Query.All(q => facts.Query.TryGetValue(q.Key, out var v) && (q.Value == "*" || q.Value == v));

    private static bool ByEndpoint(Match match, Protocol protocol, bool alone, RequestFacts facts)
    {
        var called = Endpoint.Of(facts.Path);
        if (Endpoint.Routed(protocol) && (called?.Protocol != protocol || facts.Method is not ("GET" or "POST")))
        {
            return false;
        }

        return alone || (Path(match.Path, called, facts.Path) && match.Query.All(q => Asked(facts, q.Key) is { } v && (q.Value == "*" || q.Value == v)));
    }

    private static bool Path(string? wanted, Endpoint? called, string path) =>
        wanted is null or "*" || (Endpoint.Of(wanted) is { } endpoint ? endpoint == called : wanted.Equals(path, StringComparison.Ordinal));

    /// <summary>A parameter of the query, or of the JSON body where the real route takes one.</summary>
    private static string? Asked(RequestFacts facts, string name)
    {
        if (facts.Query.TryGetValue(name, out var value) || facts.Body.IsEmpty)
        {
            return value;
        }

        try
        {
            using var json = JsonDocument.Parse(facts.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var v)
                ? v.ValueKind == JsonValueKind.String ? v.GetString() : v.GetRawText()
                : null;
        }
        catch (JsonException)
        {
            return null; // a body that is no JSON carries no parameter
        }
    }
}
