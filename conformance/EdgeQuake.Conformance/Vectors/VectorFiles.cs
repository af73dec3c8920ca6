using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Vectors as files: <c>bom/start.bin</c> beside <c>bom/start.json</c>, a manifest, and what git must know so that it leaves the bytes alone.</summary>
public static class VectorFiles
{
    private const string Attributes = "# Line endings are what these files are about.\n*.bin binary\n*.json text eol=lf\n";

    private const string About = """
        # Byte vectors of streamed answers

        Written by `edgequake-harness vectors export`; `manifest.json` names them all. Each vector is two files: `NAME.bin`, the bytes of a response body as they leave the server
        (no chunk sizes, no head), and `NAME.json`, what a reader that follows the rules to the letter makes of them.

        | key | meaning |
        |---|---|
        | `writes` | lengths of the pieces in which the bytes come; feed them to the parser one by one, and once more all together: the events are the same |
        | `events` | protocols `sse` and `raw`: the events dispatched, in order; `type` is `message` where none was given, `id` is the last event id at that moment |
        | `text`, `outcome` | other protocols: the answer's text, and `complete`, `incomplete` or `failed` when the body ends after these bytes |
        | `case`, `level`, `about` | the conformance case; `edgequake-harness explain CASE` quotes the rule |

        The input of a vector ends with its last byte: an event whose blank line has not come by then is not dispatched.
        Keep `.gitattributes` beside the files: a checkout that converts line endings destroys them.
        """;

    /// <summary>Every file: its relative path with slashes, and its bytes.</summary>
    public static IEnumerable<(string Path, ReadOnlyMemory<byte> Bytes)> Of(IReadOnlyList<Vector> vectors, string tool)
    {
        yield return (".gitattributes", Encoding.UTF8.GetBytes(Attributes));
        yield return ("README.md", Encoding.UTF8.GetBytes(About.ReplaceLineEndings("\n") + "\n"));
        yield return ("manifest.json", Json(json =>
        {
            json.WriteString("tool", tool);
            json.WriteNumber("vectors", vectors.Count);
            json.WriteStartArray("names");
            foreach (var vector in vectors)
                json.WriteStringValue(vector.Id);
            json.WriteEndArray();
        }));
        foreach (var vector in vectors)
        {
            yield return ($"{vector.Id}.bin", vector.Body);
            yield return ($"{vector.Id}.json", Json(json => Write(json, vector)));
        }
    }

    private static void Write(Utf8JsonWriter json, Vector v)
    {
        foreach (var (key, value) in new[] { ("case", v.Case), ("cell", v.Cell), ("protocol", v.Protocol), ("level", v.Level), ("profile", v.Profile), ("about", v.About) })
            json.WriteString(key, value);
        json.WriteStartArray("writes");
        foreach (var length in v.Writes)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        if (v.Events is { } events)
        {
            json.WriteStartArray("events");
            foreach (var e in events)
                Write(json, e);
            json.WriteEndArray();
            return;
        }

        json.WriteString("text", v.Text);
        json.WriteString("outcome", v.Outcome);
    }

    private static void Write(Utf8JsonWriter json, ExpectedEvent e)
    {
        json.WriteStartObject();
        json.WriteString("type", string.IsNullOrEmpty(e.Type) ? "message" : e.Type);
        json.WriteString("data", e.Data);
        json.WriteString("id", e.Id ?? "");
        json.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> body)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
