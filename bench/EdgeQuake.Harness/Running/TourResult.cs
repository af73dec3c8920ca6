using System.Text;
using System.Text.Json;
using EdgeQuake.Bench;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What a tour found: both facts in one file, each as its own kind writes it.</summary>
/// <param name="Load">Null when the tour was interrupted before it.</param>
internal sealed record TourResult(RunHeader Header, ConformanceResult Conformance, LoadResult? Load)
{
    public const string Kind = "tour";
    public const int Schema = 1;

    /// <summary><c>{"header":…,"conformance":…,"load":…}</c>; the header is that of the conformance part, with kind tour.</summary>
    public string Json()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("header");
            writer.WriteString("kind", Kind);
            writer.WriteNumber("schema", Schema);
            writer.WriteString("tool", Header.Tool);
            writer.WriteString("commit", Header.Commit);
            writer.WriteString("machine", Header.Machine);
            writer.WriteString("startedUtc", Header.StartedUtc);
            writer.WriteNumber("durationMs", Header.Duration.TotalMilliseconds);
            writer.WriteEndObject();
            writer.WritePropertyName("conformance");
            writer.WriteRawValue(ConformanceJson.Render(Conformance));
            if (Load is not null)
            {
                writer.WritePropertyName("load");
                writer.WriteRawValue(RunJson.Write(Load));
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
