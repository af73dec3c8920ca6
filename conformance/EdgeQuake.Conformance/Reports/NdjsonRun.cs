using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a results.ndjson holds, read back: also of a run that was killed half way, whose last client then counts as interrupted.</summary>
public static class NdjsonRun
{
    /// <summary>Reads a whole file, or one that was cut.</summary>
    /// <param name="file">Named in the problem.</param>
    /// <param name="rule">The rule of a case, which the lines do not repeat; null for a case that is unknown today.</param>
    /// <returns>The result and whether the file ended with its footer; or the one thing that is wrong with it.</returns>
    public static (ConformanceResult? Result, bool Whole, Problem? Problem) Read(string text, string file, Func<string, CaseRule?> rule)
    {
        var lines = text.Split('\n');
        var gathered = new Gathered();
        for (var n = 0; n < lines.Length - 1; n++)
        {
            try
            {
                gathered.Add(JsonNode.Parse(lines[n]) as JsonObject ?? throw new JsonException("an object is expected"), n + 1);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
            {
                return (null, false, new Problem(file, n + 1, 1, $"this is no line of a results.ndjson: {e.Message.Split('\n')[0]}", "{\"header\":…}, a line of a client, or {\"footer\":…}"));
            }
        }

        // What follows the last line feed is a line that was being written: the file was cut there.
        return gathered.Header is not { } header ? (null, false, new Problem(file, 1, 1, "this is no results.ndjson", "a first line {\"header\":…}"))
            : header.Kind != ConformanceJson.Kind || header.Schema != ConformanceJson.Schema ? (null, false, new Problem(file, 1, 1, $"this is a run of kind '{header.Kind}', schema {header.Schema}", $"kind '{ConformanceJson.Kind}', schema {ConformanceJson.Schema}"))
            : gathered.Said is { } said && said != gathered.Lines ? (null, false, new Problem(file, gathered.Lines, 1, $"the file has {gathered.Lines} lines", $"{said}, as its footer says"))
            : (gathered.Result(header, rule), gathered.Said is not null && lines[^1].Length == 0, null);
    }

    /// <summary>The lines so far.</summary>
    private sealed class Gathered
    {
        private readonly List<ConformanceRun> _runs = [];

        internal RunHeader? Header { get; private set; }

        internal int Lines { get; private set; }

        /// <summary>The number of lines that the footer says; null before it.</summary>
        internal int? Said { get; private set; }

        internal void Add(JsonObject line, int number)
        {
            if (Header is null != line.ContainsKey("header") || Said is not null)
                throw new JsonException(Said is null ? "the header is the first line and no other" : "nothing follows the footer");
            Lines = number;
            var (kind, content) = line.Last();
            switch (kind)
            {
                case "header":
                    Object(content)["duration"] = 0;
                    Header = Value(content, ConformanceJsonContext.Compact.RunHeader);
                    break;
                case "client":
                    _runs.Add(new ConformanceRun(Value(content, ConformanceJsonContext.Compact.ClientFacts), [], Interrupted: true));
                    break;
                case "doctor":
                    _runs[^1] = _runs[^1] with { Doctor = Value(content, ConformanceJsonContext.Compact.DoctorReport) };
                    break;
                case "verdict":
                    _runs[^1] = _runs[^1] with { Verdicts = [.. _runs[^1].Verdicts, Value(content, ConformanceJsonContext.Compact.Verdict)] };
                    break;
                case "finished":
                    _runs[^1] = Finished(_runs[^1], Object(content));
                    break;
                case "footer":
                    Said = Field<int>(Object(content), "lines");
                    Header = Header! with { Duration = new TimeSpan((long)(Field<decimal>(Object(content), "duration") * TimeSpan.TicksPerMillisecond)) };
                    break;
                default:
                    throw new JsonException($"unknown kind '{kind}'");
            }
        }

        internal ConformanceResult Result(RunHeader header, Func<string, CaseRule?> rule) =>
            new(header, _runs, [.. _runs.SelectMany(r => r.Verdicts).Select(v => v.Case).Distinct(StringComparer.Ordinal).Select(rule).OfType<CaseRule>()]);

        private static ConformanceRun Finished(ConformanceRun run, JsonObject said) => run with
        {
            Interrupted = Field<bool>(said, "interrupted"),
            Broke = (string?)said["broke"],
            Timing = said["timing"] is { } timing ? Value(timing, ConformanceJsonContext.Compact.RunTiming) : null,
            Baseline = said["baseline"] is { } baseline ? Value(baseline, ConformanceJsonContext.Compact.BaselineReport) : null,
        };

        private static JsonObject Object(JsonNode? content) => content as JsonObject ?? throw new JsonException("an object is expected");

        private static T Field<T>(JsonObject content, string name) => content[name] is { } value ? value.GetValue<T>() : throw new JsonException($"'{name}' is missing");

        private static T Value<T>(JsonNode? content, JsonTypeInfo<T> type) =>
            content.Deserialize(type) ?? throw new JsonException("null where an object is expected");
    }
}
