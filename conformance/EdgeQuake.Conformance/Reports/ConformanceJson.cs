using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>run.json of a conformance run: the fact that every other report is a rendering of. Its schema: results/schema/conformance-run.schema.json.</summary>
public static class ConformanceJson
{
    /// <summary>The version of the schema that is written; another is refused.</summary>
    public const int Schema = 1;

    /// <summary>The value of the header's kind.</summary>
    public const string Kind = "conformance";

    /// <summary>The result as JSON text; ends with a line feed.</summary>
    public static string Render(ConformanceResult result) =>
        JsonSerializer.Serialize(result, ConformanceJsonContext.Readable.ConformanceResult) + "\n";

    /// <summary>Reads what <see cref="Render"/> wrote.</summary>
    /// <param name="file">Named in the problem.</param>
    /// <returns>The result, or the one thing that is wrong with the file.</returns>
    public static (ConformanceResult? Result, Problem? Problem) Read(string json, string file = "run.json")
    {
        try
        {
            var result = JsonSerializer.Deserialize(json, ConformanceJsonContext.Readable.ConformanceResult);
            return result?.Header is null ? (null, new Problem(file, 0, 0, "this is no run.json", "an object with header, clients and rules"))
                : result.Header.Kind != Kind ? (null, new Problem(file, 0, 0, $"this is a run of kind '{result.Header.Kind}'", $"kind '{Kind}'"))
                : result.Header.Schema != Schema ? (null, new Problem(file, 0, 0, $"this run has schema {result.Header.Schema}", $"schema {Schema}"))
                : (result, null);
        }
        catch (JsonException e)
        {
            return (null, new Problem(file, (int)(e.LineNumber ?? -1) + 1, (int)(e.BytePositionInLine ?? -1) + 1, e.Message.Split(" Path:")[0].TrimEnd('.'), "a conformance run.json"));
        }
    }
}
