using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The run header as JSON, spelled out: it is the same for every kind of run and must not move when a record does.</summary>
internal sealed class RunHeaderConverter : JsonConverter<RunHeader>
{
    public override RunHeader Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var h = document.RootElement;
        try
        {
            return new(
                Text(h, "kind"), h.GetProperty("schema").GetInt32(), Text(h, "tool"), Text(h, "commit"), Text(h, "runtime"), Text(h, "os"), Text(h, "machine"), Text(h, "cpu"),
                h.GetProperty("cores").GetInt32(), h.GetProperty("descriptorLimit") is { ValueKind: JsonValueKind.Number } n ? n.GetInt64() : null, h.GetProperty("seed").GetUInt64(),
                [.. h.GetProperty("arguments").EnumerateArray().Select(a => a.GetString() ?? "")], h.GetProperty("startedUtc").GetDateTimeOffset(),
                TimeSpan.FromTicks((long)Math.Round(h.GetProperty("durationMs").GetDouble() * TimeSpan.TicksPerMillisecond)), h.GetProperty("provenance").GetString());
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"the run header is not whole: {e.Message}", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, RunHeader value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind);
        writer.WriteNumber("schema", value.Schema);
        writer.WriteString("tool", value.Tool);
        writer.WriteString("commit", value.Commit);
        writer.WriteString("runtime", value.Runtime);
        writer.WriteString("os", value.Os);
        writer.WriteString("machine", value.Machine);
        writer.WriteString("cpu", value.Cpu);
        writer.WriteNumber("cores", value.Cores);
        WriteLimit(writer, value.DescriptorLimit);
        writer.WriteNumber("seed", value.Seed);
        writer.WriteStartArray("arguments");
        foreach (var argument in value.Arguments)
        {
            writer.WriteStringValue(argument);
        }

        writer.WriteEndArray();
        writer.WriteString("startedUtc", value.StartedUtc);
        writer.WriteNumber("durationMs", (decimal)value.Duration.Ticks / TimeSpan.TicksPerMillisecond);
        writer.WriteString("provenance", value.Provenance);
        writer.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter writer, long? limit)
    {
        if (limit is { } n)
        {
            writer.WriteNumber("descriptorLimit", n);
        }
        else
        {
            writer.WriteNull("descriptorLimit");
        }
    }

    private static string Text(JsonElement header, string name) => header.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");
}
