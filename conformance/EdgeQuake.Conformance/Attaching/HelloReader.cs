using System.Buffers;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>Reads the first line of an adapter: its facts, or the one sentence that says what is wrong with them.</summary>
internal static class HelloReader
{
    internal static (ClientFacts? Facts, string? Wrong) Read(ReadOnlySequence<byte> line, string command, WayIn way)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var faults = new List<FactsFault>();
                var facts = FactsReader.Read(document.RootElement, way, faults);
                return (facts, facts is not null ? null : $"'{command}' answers hello wrongly: {string.Join("; ", faults)}");
            }
        }
        catch (JsonException)
        {
            return Rubbish(line, command);
        }

        return Rubbish(line, command);
    }

    private static (ClientFacts? Facts, string? Wrong) Rubbish(ReadOnlySequence<byte> line, string command) =>
        (null, $"'{command}' answers hello with '{AnswerReader.Shown(line)}'; expected one JSON object {{\"name\":…,\"apis\":[…],…}}; print everything else on stderr");
}
