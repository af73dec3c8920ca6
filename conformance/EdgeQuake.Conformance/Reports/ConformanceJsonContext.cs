using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The shape of run.json, generated at build time from the records themselves: nothing is found by reflection at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConformanceResult))]
internal sealed partial class ConformanceJsonContext : JsonSerializerContext
{
    /// <summary>The same on one line, for files of lines.</summary>
    internal static ConformanceJsonContext Compact { get; } = new(Written(indented: false));

    /// <summary>With the words, stamps and reports written as everywhere else in the project; indented, small values on one line.</summary>
    internal static ConformanceJsonContext Readable { get; } = new(Written(
        indented: true,
        new OneLineConverter<ClientFacts>(Compact.ClientFacts), new OneLineConverter<TranscriptItem>(Compact.TranscriptItem), new OneLineConverter<JournalWrite>(Compact.JournalWrite),
        new OneLineConverter<HttpField>(Compact.HttpField), new OneLineConverter<WireAct>(Compact.WireAct), new OneLineConverter<Cell>(Compact.Cell)));

    private static JsonSerializerOptions Written(bool indented, params JsonConverter[] first)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = indented,
            NewLine = "\n",
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        foreach (var converter in first.Append(new MillisecondsConverter()).Append(new ItemConverter()))
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
