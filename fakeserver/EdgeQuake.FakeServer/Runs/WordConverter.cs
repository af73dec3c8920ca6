using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeQuake.FakeServer;

/// <summary>An enum in JSON as the word that files and reports use: <c>NotApplicable</c> is <c>"not-applicable"</c>.</summary>
/// <remarks>It stands at the enum itself: where it is only among the options, the platform's own converter for that enum is compiled too, and a file of machine code holds both.</remarks>
public sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
{
    /// <exception cref="JsonException">No word, or one that is none of the enum's; the nearest is named.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"expected one of {string.Join(", ", Words.All<T>())}");
        return Words.Parse<T>(word)
            ?? throw new JsonException($"unknown word '{word}'; expected one of {string.Join(", ", Words.All<T>())}" + (Words.Nearest(word, Words.All<T>()) is { } near ? $"; did you mean '{near}'?" : ""));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words.Of(value));
}
