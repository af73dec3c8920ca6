using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeQuake.FakeServer;

/// <summary>A duration or monotonic stamp as a number of milliseconds, exact to the tick of 100 ns: what is read back is what was written.</summary>
public sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    private const decimal Most = long.MaxValue / TimeSpan.TicksPerMillisecond;

    /// <exception cref="JsonException">No number, or one of more milliseconds than there are.</exception>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var milliseconds) && Math.Abs(milliseconds) <= Most
            ? new((long)(milliseconds * TimeSpan.TicksPerMillisecond))
            : throw new JsonException("expected a number of milliseconds");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Ticks / (decimal)TimeSpan.TicksPerMillisecond);
}
