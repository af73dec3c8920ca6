using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeQuake.Conformance;

/// <summary>A duration or monotonic stamp as a number of milliseconds, exact to the tick of 100 ns: what is read back is what was written.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new((long)(reader.GetDecimal() * TimeSpan.TicksPerMillisecond));

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Ticks / (decimal)TimeSpan.TicksPerMillisecond);
}
