using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using EdgeQuake.FakeServer;
using FluentAssertions;
using NJsonSchema;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The published schemas are those of the records. ACCEPT_GOLDEN=1 writes them anew.</summary>
public sealed class SchemaTests
{
    private static readonly Type[] Enums = [typeof(Protocol), typeof(Shape), typeof(StreamClass), typeof(DeliveryClass), typeof(Trust), typeof(ObjectiveResult), typeof(Bound), typeof(Contender), typeof(GoalResult), typeof(Manner), typeof(ClientContender), typeof(ComparedVerdict), typeof(LoadUnit), typeof(SweepEndKind), typeof(WaySignKind)];

    [Fact]
    public void Load() => Match("load-run.schema.json", RunJsonContext.Default.LoadResult, "EdgeQuake.Harness load run.json");

    [Fact]
    public void Selftest() => Match("selftest-run.schema.json", RunJsonContext.Default.SelfTestResult, "EdgeQuake.Harness selftest run.json");

    [Fact]
    public void Sweep() => Match("sweep-run.schema.json", RunJsonContext.Default.SweepResult, "EdgeQuake.Harness load --sweep run.json");

    [Fact]
    public void Soak() => Match("soak-run.schema.json", RunJsonContext.Default.SoakResult, "EdgeQuake.Harness soak run.json");

    [Fact]
    public void Pacing() => Match("pacing-run.schema.json", RunJsonContext.Default.PacingResult, "EdgeQuake.Harness selftest --pacing run.json");

    [Fact]
    public void Throughput() => Match("throughput-run.schema.json", RunJsonContext.Default.ThroughputResult, "EdgeQuake.Harness selftest --throughput run.json");

    [Fact]
    public void Client() => Match("client-run.schema.json", RunJsonContext.Default.ClientResult, "EdgeQuake.Harness selftest --client run.json");

    [Fact]
    public void Comparison() => Match("comparison.schema.json", RunJsonContext.Default.LoadComparison, "EdgeQuake.Harness compare.json of two load runs");

    [Fact]
    public void Providers() => Match("providers-run.schema.json", RunJsonContext.Default.ProvidersResult, "EdgeQuake.Harness compare providers.yaml run.json");

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task What_is_written_is_as_the_published_schema_says(int streams)
    {
        var schema = await JsonSchema.FromJsonAsync(Published("load-run.schema.json"), TestContext.Current.CancellationToken);
        schema.Validate(RunJson.Write(Runs.Mixed(streams))).Should().BeEmpty();
        schema.Validate(RunJson.Write(Runs.Mixed(streams)).Replace("\"class\": \"complete\"", "\"class\": \"completed\"", StringComparison.Ordinal)).Should().NotBeEmpty("else nothing is validated");
    }

    private static string Published(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../results/schema", name)));

    private static void Match(string name, JsonTypeInfo type, string title, [CallerFilePath] string here = "")
    {
        var schema = (JsonObject)JsonSchemaExporter.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Words });
        JsonObject titled = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["description"] = "Schema 1. Durations and stamps are milliseconds since the start of the run; shares are 0 to 1; +∞ is the string \"Infinity\". What is null is left out.",
        };
        foreach (var (key, node) in schema)
        {
            titled[key] = node?.DeepClone();
        }

        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../results/schema", name));
        var text = titled.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(file, text);
        }

        text.Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    /// <summary>What our converters write: words, and times as numbers.</summary>
    private static JsonNode Words(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(TimeSpan))
        {
            return new JsonObject { ["type"] = "number" };
        }

        if (node is JsonObject { } schema && schema["required"] is JsonArray required)
        {
            // What is null is left out, so nothing that may be null is required.
            var maybe = context.TypeInfo.Properties.Where(p => p.IsGetNullable || Nullable.GetUnderlyingType(p.PropertyType) is not null).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            schema["required"] = new JsonArray([.. required.Select(r => r!.GetValue<string>()).Where(r => !maybe.Contains(r)).Select(r => (JsonNode)r)]);
        }

        return Enums.Contains(type)
            ? new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => (JsonNode)string.Concat(n.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString())))]) }
            : node;
    }
}
