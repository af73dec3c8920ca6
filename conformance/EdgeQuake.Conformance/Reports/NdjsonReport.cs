using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The run as lines of JSON, written and read while it goes: a header, what happened, and a footer. A file without its footer was cut.</summary>
/// <remarks>
/// <c>{"header":…} ({"of":client,"client":…} {"of":…,"doctor":…}? {"of":…,"verdict":…}* {"of":…,"finished":…})* {"footer":{"lines":n,"verdicts":n,…}}</c>.
/// Verdicts come as they are judged; which of them are known failures is said when their client has finished. <see cref="NdjsonRun"/> reads it back.
/// </remarks>
public static class NdjsonReport
{
    /// <summary>The first line, without its line feed: the run header without its duration, which the footer has.</summary>
    public static string Header(RunHeader header)
    {
        var node = Node(header, ConformanceJsonContext.Compact.RunHeader);
        node.AsObject().Remove("duration");
        return Text("header", node);
    }

    /// <summary>The line for what happened, without its line feed; null for what this report does not tell.</summary>
    public static string? Line(RunnerMessage message) => message switch
    {
        RunnerMessage.RunStarted m => Text("client", Node(m.Facts, ConformanceJsonContext.Compact.ClientFacts), m.Client),
        RunnerMessage.DoctorFinished m => Text("doctor", Node(m.Report, ConformanceJsonContext.Compact.DoctorReport), m.Client),
        RunnerMessage.CaseJudged m => Text("verdict", Node(m.Verdict, ConformanceJsonContext.Compact.Verdict), m.Client),
        RunnerMessage.RunFinished m => Text("finished", Finished(m.Run), m.Client),
        _ => null,
    };

    /// <summary>The last line, without its line feed.</summary>
    /// <param name="lines">Lines of the file, this one among them: a file that lost some in the middle does not count so many.</param>
    public static string Footer(ConformanceResult result, int lines) => Text("footer", new JsonObject
    {
        ["lines"] = lines,
        ["clients"] = result.Clients.Count,
        ["verdicts"] = result.Clients.Sum(r => r.Verdicts.Count),
        ["interrupted"] = result.Clients.Any(r => r.Interrupted),
        ["duration"] = result.Header.Duration.Ticks / (decimal)TimeSpan.TicksPerMillisecond,
    });

    private static JsonObject Finished(ConformanceRun run) => new()
    {
        ["verdicts"] = run.Verdicts.Count,
        ["interrupted"] = run.Interrupted,
        ["broke"] = run.Broke,
        ["timing"] = run.Timing is { } timing ? Node(timing, ConformanceJsonContext.Compact.RunTiming) : null,
        ["baseline"] = run.Baseline is { } baseline ? Node(baseline, ConformanceJsonContext.Compact.BaselineReport) : null,
    };

    private static JsonNode Node<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!;

    private static string Text(string kind, JsonNode content, string? of = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (of is not null)
                json.WriteString("of", of);
            json.WritePropertyName(kind);
            content.WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
