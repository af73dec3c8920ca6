using NJsonSchema;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The published schemas, as they stand in results/schema.</summary>
internal static class Schemas
{
    internal static async Task<JsonSchema> ReadAsync(string name)
    {
        await using var stream = typeof(Schemas).Assembly.GetManifestResourceStream("schema/" + name)!;
        using var reader = new StreamReader(stream);
        return await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync());
    }
}
