using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The request that a client is asked to send: the case's own, and for EdgeQuake's other wires the word that asks for it.</summary>
internal static class ApiRequest
{
    internal static string Of(Scenario scenario, Api api)
    {
        if (api.Word != "edgequake.query" || scenario.Shape is not (Shape.V1 or Shape.V3))
            return scenario.Client.Request;
        using var json = JsonDocument.Parse(scenario.Client.Request);
        if (json.RootElement.ValueKind != JsonValueKind.Object || json.RootElement.TryGetProperty("stream_format", out _))
            return scenario.Client.Request;
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var property in json.RootElement.EnumerateObject())
                property.WriteTo(writer);
            writer.WriteString("stream_format", Words.Of(scenario.Shape.Value));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
