using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>How a run stands, as the JSON that a shields.io endpoint badge is drawn from: label, message, colour.</summary>
/// <remarks>Source: shields.io, "Endpoint Badge". A run that did not come to its end has no result to show and is grey.</remarks>
public static class BadgeReport
{
    /// <summary>The JSON text; ends with a line feed.</summary>
    public static string Render(ConformanceResult result)
    {
        var standings = result.Clients.SelectMany(run => run.Verdicts.Select(v => Standings.Of(run, v))).CountBy(s => s).ToDictionary();
        int Of(Standing standing) => standings.GetValueOrDefault(standing);
        var judged = Of(Standing.Passed) + Of(Standing.Failed) + Of(Standing.Warned) + Of(Standing.Known);
        var unfinished =
            result.Clients.Any(r => r.Interrupted) ? "interrupted"
            : judged == 0 || Of(Standing.Broken) > 0 || result.Clients.Any(r => r.Broke is not null) ? "broken"
            : null;
        var stale = result.Clients.Any(r => r.Baseline is { Stale.Count: > 0 });
        var colour =
            unfinished is not null ? "lightgrey"
            : Of(Standing.Failed) > 0 || stale ? "red"
            : Of(Standing.Known) > 0 ? "yellow"
            : Of(Standing.Warned) > 0 ? "yellowgreen"
            : "brightgreen";
        var message = $"{Of(Standing.Passed)} of {judged} passed" + (Of(Standing.Known) > 0 ? $", {Of(Standing.Known)} known" : "") + (stale ? ", stale baseline" : "");
        return Json(unfinished ?? message, colour, unfinished == "broken");
    }

    private static string Json(string message, string colour, bool error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("label", "SSE conformance");
            json.WriteString("message", message);
            json.WriteString("color", colour);
            if (error)
                json.WriteBoolean("isError", true);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
