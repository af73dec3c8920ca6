using System.Text;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>What the page's panel shows for each cell, as JSON inside the page; every angle bracket is escaped, so nothing in it can end the script element.</summary>
internal static class HtmlData
{
    internal static string Of(ConformanceResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("rules");
            foreach (var rule in result.Rules)
            {
                Rule(json, rule);
            }

            json.WriteEndObject();
            json.WriteStartArray("cells");
            foreach (var run in result.Clients)
            {
                foreach (var verdict in run.Verdicts)
                {
                    Cell(json, run, verdict);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Rule(Utf8JsonWriter json, CaseRule rule)
    {
        json.WriteStartObject(rule.Id);
        json.WriteString("about", rule.About);
        json.WriteString("why", rule.Why);
        json.WriteStartArray("spec");
        foreach (var clause in rule.Spec)
        {
            json.WriteStartObject();
            json.WriteString("url", clause.Url);
            json.WriteString("quote", clause.Quote);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, ConformanceRun run, Verdict verdict)
    {
        var standing = Standings.Of(run, verdict);
        json.WriteStartObject();
        json.WriteString("client", $"{run.Client.Name} {run.Client.Version}");
        json.WriteString("case", verdict.Case);
        json.WriteString("place", $"{verdict.Level} · {verdict.Profile} · by {verdict.Api}");
        json.WriteString("standing", Standings.Word(standing));
        json.WriteString("reason", verdict.Reason);
        json.WriteString("known", standing == Standing.Known ? run.Baseline!.For(verdict)!.Reason : null);
        json.WriteString("cells", verdict.CellsRun == 0 ? null : $"{verdict.CellsFailed} of {verdict.CellsRun} cells failed{(verdict.Cell.ToString() is { Length: > 0 } cell ? $"; shown: {cell}" : "")}");
        Strings(json, "findings", verdict.Findings.Select(Sentences.Of));
        Strings(json, "observed", verdict.Observed);
        Lines(json, "said", verdict.Worst is null ? [] : ClientWords.Of(verdict.Worst));
        Lines(json, "saw", verdict.Worst is null ? [] : ServerWords.Of(verdict.Worst));
        Strings(json, "stderr", standing is Standing.Passed or Standing.Skipped or Standing.NotApplicable ? [] : Said(run));
        Wire(json, verdict);
        json.WriteEndObject();
    }

    /// <summary>The adapter's last lines: they belong to the client and not to one run, and the page says so.</summary>
    private static IEnumerable<string> Said(ConformanceRun run) => (run.Stderr ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(12);

    private static void Wire(Utf8JsonWriter json, Verdict verdict)
    {
        var start = verdict.Worst is null ? TimeSpan.Zero : Milliseconds.Start(verdict.Worst);
        json.WriteStartArray("wire");
        foreach (var act in (verdict.Wire ?? []).Take(80))
        {
            json.WriteStartArray();
            json.WriteStringValue(Milliseconds.Since(act.At, start));
            json.WriteStringValue($"#{act.Request} {act.Act}");
            json.WriteStringValue(HexLines.Of(act.Hex));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Lines(Utf8JsonWriter json, string name, IEnumerable<(string At, string Said)> lines)
    {
        json.WriteStartArray(name);
        foreach (var (at, said) in lines)
        {
            json.WriteStartArray();
            json.WriteStringValue(at);
            json.WriteStringValue(said);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
