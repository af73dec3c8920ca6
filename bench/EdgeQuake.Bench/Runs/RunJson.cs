using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>run.json of kind <c>load</c>: written, and read back to the same fact. Times are ms, +∞ is the string "Infinity", what is null is left out.</summary>
public static class RunJson
{
    /// <summary>Version of the schema of kind load: results/schema/load-run.schema.json.</summary>
    public const int Schema = 1;

    public static string Write(LoadResult result) => JsonSerializer.Serialize(result, RunJsonContext.Default.LoadResult) + "\n";

    /// <summary>The fact, or null and the reason in one line with its place in the text.</summary>
    public static LoadResult? Read(string json, out string? problem)
    {
        problem = null;
        try
        {
            var result = WholeJson.Read<LoadResult>(json, "run");
            problem = result switch
            {
                { Header.Kind: not "load" } => $"kind is '{result.Header.Kind}'; expected 'load'",
                { Header.Schema: > Schema } => $"schema {result.Header.Schema} is newer than this tool reads; expected {Schema}",
                _ => null,
            };
            return problem is null ? result : null;
        }
        catch (JsonException e)
        {
            problem = e.LineNumber is null ? e.Message : $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: {e.Message.Split(" Path:")[0]} (at {e.Path})";
            return null;
        }
    }
}

/// <summary>Source-generated: no reflection at run time. One word per enum member, as everywhere else.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NewLine = "\n",
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(SelfTestResult))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(SoakResult))]
[JsonSerializable(typeof(PacingResult))]
[JsonSerializable(typeof(ThroughputResult))]
[JsonSerializable(typeof(ClientResult))]
[JsonSerializable(typeof(ClientMark))]
[JsonSerializable(typeof(Emission))]
[JsonSerializable(typeof(LoadComparison))]
[JsonSerializable(typeof(ProvidersResult))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
