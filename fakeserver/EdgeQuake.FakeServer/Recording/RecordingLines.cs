using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace EdgeQuake.FakeServer;

/// <summary>The lines of a recording, one JSON object each: <c>recording</c> first, then <c>request</c>, <c>response</c>, <c>read</c>… and <c>end</c> of every exchange.</summary>
/// <remarks>Lines of exchanges that run side by side are mixed; <c>exchange</c> tells them apart. The schema: results/schema/recording.schema.json.</remarks>
internal static class RecordingLines
{
    public const int Schema = 1;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Header(string tool, string upstream, DateTimeOffset startedUtc) => Line("recording", w =>
    {
        w.WriteNumber("schema", Schema);
        w.WriteString("tool", tool);
        w.WriteString("upstream", upstream);
        w.WriteString("startedUtc", startedUtc);
    });

    public static byte[] Request(int exchange, int connection, TimeSpan since, RequestFacts masked) => Line("request", w =>
    {
        w.WriteNumber("exchange", exchange);
        w.WriteNumber("connection", connection);
        w.WriteNumber("sinceStartUs", Us(since));
        w.WriteString("method", masked.Method);
        w.WriteString("target", masked.Target);
        Headers(w, masked.Headers);
        Bytes(w, masked.Body.Span);
    });

    public static byte[] Response(int exchange, TimeSpan at, ResponseHead head) => Line("response", w =>
    {
        At(w, exchange, at);
        w.WriteString("version", head.Version);
        w.WriteNumber("status", head.Status);
        w.WriteString("reason", head.Reason);
        Headers(w, head.Headers);
    });

    public static byte[] Read(int exchange, TimeSpan at, ReadOnlyMemory<byte> bytes) => Line("read", w =>
    {
        At(w, exchange, at);
        Bytes(w, bytes.Span);
    });

    public static byte[] End(int exchange, RecordedEnd end) => Line("end", w =>
    {
        At(w, exchange, end.At);
        w.WriteString("how", Words.Of(end.How));
        if (end.Why is { } why)
        {
            w.WriteString("why", why);
        }
    });

    private static byte[] Line(string kind, Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var w = new Utf8JsonWriter(line, Compact))
        {
            w.WriteStartObject();
            w.WriteString("kind", kind);
            members(w);
            w.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static void At(Utf8JsonWriter w, int exchange, TimeSpan at)
    {
        w.WriteNumber("exchange", exchange);
        w.WriteNumber("atUs", Us(at));
    }

    private static long Us(TimeSpan at) => (long)Math.Round(at.TotalMicroseconds);

    private static void Headers(Utf8JsonWriter w, IReadOnlyList<HttpField> headers)
    {
        w.WriteStartArray("headers");
        foreach (var header in headers)
        {
            w.WriteStringValue($"{header.Name}: {header.Value}");
        }

        w.WriteEndArray();
    }

    /// <summary>As text where the bytes are UTF-8 by themselves; half a character makes both its reads base64.</summary>
    private static void Bytes(Utf8JsonWriter w, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            w.WriteString("text", Encoding.UTF8.GetString(bytes));
        }
        else
        {
            w.WriteBase64String("base64", bytes);
        }
    }
}
