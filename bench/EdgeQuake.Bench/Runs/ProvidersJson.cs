using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>run.json of kind <c>providers</c>: written, and read back to the same fact.</summary>
public static class ProvidersJson
{
    public static string Write(ProvidersResult result) => JsonSerializer.Serialize(result, RunJsonContext.Default.ProvidersResult) + "\n";

    /// <exception cref="JsonException">It is no such run.</exception>
    public static ProvidersResult Read(string json) => WholeJson.Read<ProvidersResult>(json, "run");
}
