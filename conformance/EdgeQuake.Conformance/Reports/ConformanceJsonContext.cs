using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The shape of run.json, generated at build time from the records themselves: nothing is found by reflection at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ConformanceResult))]
internal sealed partial class ConformanceJsonContext : JsonSerializerContext
{
    /// <summary>With the words, stamps and reports written as everywhere else in the project; indented, for people diff it.</summary>
    internal static ConformanceJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters =
        {
            new MillisecondsConverter(), new ItemConverter(), new WordConverter<WayIn>(), new WordConverter<Outcome>(), new WordConverter<FailureKind>(),
            new WordConverter<VerdictStatus>(), new WordConverter<Harm>(), new WordConverter<WriteKind>(), new WordConverter<Eol>(),
            new WordConverter<BodyFraming>(), new WordConverter<Shape>(),
        },
    });
}
