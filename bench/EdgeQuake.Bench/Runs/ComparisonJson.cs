using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>compare.json: a comparison as other programs read it. Ratios and differences as numbers, +∞ as the string "Infinity", what is null is left out.</summary>
public static class ComparisonJson
{
    public static string Write(LoadComparison comparison) => JsonSerializer.Serialize(comparison, RunJsonContext.Default.LoadComparison) + "\n";
}
