using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>Reads from a request the form of answer that it asks for, as the real servers do: by route, <c>stream</c> and <c>stream_format</c>.</summary>
internal static class Asking
{
    /// <returns>The form, and a sentence where the scenario cannot be said in the shape that was asked for by name.</returns>
    public static (Asked Asked, string? Unmet) Of(Scenario scenario, RequestFacts facts, Routing routing)
    {
        if (Endpoint.Of(facts.Path) is not { } endpoint || endpoint.Protocol != scenario.Protocol)
        {
            return default;
        }

        using var body = Body(facts);
        var asked = new Asked(null, Whole(endpoint, body, routing), endpoint.Name == "ollama-generate");
        if (scenario.Shape is not null || scenario.Protocol != Protocol.Edgequake || ShapeOf(endpoint, facts.Path, body) is not (var shape, var named))
        {
            return (asked, null);
        }

        return Planner.CanSay(scenario, shape) is not { } cannot ? (asked with { Shape = shape }, null)
            : named ? (asked, $"unmet stream_format {Words.Of(shape)}: {cannot.What}")
            : (asked, null);
    }

    /// <summary>The shape of a route, and whether the request named it. The guide's own routes leave it to the scenario.</summary>
    private static (Shape Shape, bool Named)? ShapeOf(Endpoint endpoint, string path, JsonDocument? body)
    {
        if (endpoint.Shape is { } only)
        {
            return (only, false);
        }

        if (endpoint.Name != "query-stream" || !path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return null;
        }

        return Member(body, "stream_format") is { ValueKind: JsonValueKind.String } format && Words.Parse<Shape>(format.GetString()!) is { } shape and (Shape.V1 or Shape.V2 or Shape.V3)
            ? (shape, true)
            : (Shape.V2, false);
    }

    /// <summary>While judging, only who says so gets no stream; a server that is asked plainly does as the real one, where streams are off unless asked for.</summary>
    private static bool Whole(Endpoint endpoint, JsonDocument? body, Routing routing)
    {
        if (endpoint.Name is "query" or "chat")
        {
            return true;
        }

        if (endpoint.Protocol == Protocol.Edgequake || body is null)
        {
            return false;
        }

        // Ollama's chat and generate stream unless told not to; OpenAI and Anthropic only when told to.
        return Member(body, "stream") is { ValueKind: JsonValueKind.True or JsonValueKind.False } stream
            ? stream.ValueKind == JsonValueKind.False
            : routing == Routing.Literal && endpoint.Protocol != Protocol.Ollama;
    }

    private static JsonElement? Member(JsonDocument? body, string name) => body is not null && body.RootElement.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The body as a JSON object; null when it is none.</summary>
    private static JsonDocument? Body(RequestFacts facts)
    {
        if (facts.Body.IsEmpty)
        {
            return null;
        }

        try
        {
            var json = JsonDocument.Parse(facts.Body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null; // what is no JSON asks for nothing
        }
    }
}
