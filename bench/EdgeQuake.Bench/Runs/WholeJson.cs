using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeQuake.Bench;

/// <summary>Reads back what <see cref="RunJsonContext"/> wrote. A file that lacks a part is refused in one line that names it, before a report trips over it.</summary>
internal static class WholeJson
{
    private static readonly JsonSerializerOptions Options = new(RunJsonContext.Default.Options)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = RunJsonContext.Default.WithAddedModifier(Require),
    };

    /// <param name="what">What it should be, for who hands in a null.</param>
    /// <exception cref="JsonException">It is none, or not whole.</exception>
    public static T Read<T>(string json, string what) where T : class =>
        JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T))) ?? throw new JsonException($"null is no {what}");

    /// <summary>What may be null is left out when it is; and a number that an older version did not write is 0.</summary>
    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired |= !property.PropertyType.IsValueType && property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
        }
    }
}
