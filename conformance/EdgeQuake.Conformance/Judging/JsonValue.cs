using System.Text;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>JSON compared by value: every property that is expected is there and equal; properties that an SDK adds are no difference.</summary>
internal static class JsonValue
{
    internal static bool Holds(string expected, string actual)
    {
        try
        {
            using var e = JsonDocument.Parse(expected);
            using var a = JsonDocument.Parse(actual);
            return Holds(e.RootElement, a.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Calls as reported piece by piece, joined by index: <c>[{"index":0,"id":"…","name":"f","arguments":"{}"}]</c>.</summary>
    internal static string Joined(IReadOnlyList<TranscriptItem.ToolCall> pieces)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var call in pieces.GroupBy(p => p.Index).OrderBy(g => g.Key))
            {
                json.WriteStartObject();
                json.WriteNumber("index", call.Key);
                if (call.Select(p => p.Id).FirstOrDefault(id => !string.IsNullOrEmpty(id)) is { } id)
                    json.WriteString("id", id);
                json.WriteString("name", string.Concat(call.Select(p => p.Name)));
                json.WriteString("arguments", string.Concat(call.Select(p => p.Arguments)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static bool Holds(JsonElement expected, JsonElement actual) => expected.ValueKind switch
    {
        JsonValueKind.Object => actual.ValueKind == JsonValueKind.Object
            && expected.EnumerateObject().All(p => actual.TryGetProperty(p.Name, out var v) && Holds(p.Value, v)),
        JsonValueKind.Array => actual.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == actual.GetArrayLength()
            && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(p => Holds(p.First, p.Second)),
        _ => JsonElement.DeepEquals(expected, actual),
    };
}
