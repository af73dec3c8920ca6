using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>run.json of kind <c>parsers</c>: written, and read back to the same fact.</summary>
internal static class ParserJson
{
    /// <summary>Version of the schema of kind parsers.</summary>
    public const int Schema = 3;

    public static string Write(ParserRun run) => JsonSerializer.Serialize(run, ParserJsonContext.Default.ParserRun) + "\n";

    /// <summary>The run of a run.json of kind parsers; a <see cref="JsonException"/> when it is none.</summary>
    public static ParserRun Read(string json) => JsonSerializer.Deserialize(json, ParserJsonContext.Default.ParserRun) ?? throw new JsonException("null is no parser run");
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(ParserRun))]
internal sealed partial class ParserJsonContext : JsonSerializerContext;
