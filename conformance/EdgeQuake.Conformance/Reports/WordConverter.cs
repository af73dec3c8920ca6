using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>An enum as the word that files and reports use: <c>NotApplicable</c> is <c>"not-applicable"</c>.</summary>
internal sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.GetString() ?? "";
        return Words.Parse<T>(word)
            ?? throw new JsonException($"unknown word '{word}'; expected {string.Join(", ", Words.All<T>())}" + (Words.Nearest(word, Words.All<T>()) is { } near ? $"; did you mean '{near}'?" : ""));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words.Of(value));
}
