using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeQuake.Bench.Parsers;

/// <summary>run.json of kind <c>parsers</c>: written, and read back to the same fact.</summary>
internal static class ParserJson
{
    /// <summary>Version of the schema of kind parsers.</summary>
    public const int Schema = 3;

    public static string Write(ParserRun run) => JsonSerializer.Serialize(run, ParserJsonContext.Default.ParserRun) + "\n";

    public static ParserRun Read(string json) => JsonSerializer.Deserialize(json, ParserJsonContext.Default.ParserRun)!;
}

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(ParserRun))]
internal sealed partial class ParserJsonContext : JsonSerializerContext;
