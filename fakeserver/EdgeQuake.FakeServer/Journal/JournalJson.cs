using System.Text;
using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>The journal as JSON: times in milliseconds on the server's clock, bodies as text, secrets already masked.</summary>
public static class JournalJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    public static string Write(IReadOnlyList<JournalEntry> entries) => Text(w =>
    {
        w.WriteStartArray();
        foreach (var entry in entries)
        {
            Write(w, entry);
        }

        w.WriteEndArray();
    });

    /// <summary>One entry as an object.</summary>
    public static void Write(Utf8JsonWriter w, JournalEntry entry)
    {
        w.WriteStartObject();
        w.WriteNumber("request", entry.Request);
        w.WriteNumber("connection", entry.Connection);
        w.WriteString("scenario", entry.Scenario);
        w.WriteNumber("exchange", entry.Exchange);
        w.WriteNumber("attempt", entry.Attempt);
        w.WriteBoolean("transportRetry", entry.TransportRetry);
        Facts(w, entry.Facts);
        Time(w, "atMs", entry.At);
        Time(w, "headSentMs", entry.HeadSentAt);
        Writes(w, entry.Writes);
        Ends(w, entry);
        List(w, "draws", entry.Draws);
        List(w, "notes", entry.Notes);
        w.WriteEndObject();
    }

    internal static string Write(IReadOnlyList<Scenario> scenarios) => Text(w =>
    {
        w.WriteStartArray();
        foreach (var scenario in scenarios)
        {
            w.WriteStartObject();
            w.WriteString("scenario", scenario.Id);
            w.WriteString("about", scenario.About);
            w.WriteString("protocol", Words.Of(scenario.Protocol));
            List(w, "routes", [.. scenario.Exchanges.Select(e => $"{e.Match.Method ?? "*"} {e.Match.Path ?? "*"}")]);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Facts(Utf8JsonWriter w, RequestFacts facts)
    {
        w.WriteString("method", facts.Method);
        w.WriteString("target", facts.Target);
        w.WriteStartArray("headers");
        foreach (var header in facts.Headers)
        {
            w.WriteStringValue($"{header.Name}: {header.Value}");
        }

        w.WriteEndArray();
        w.WriteString("body", Encoding.UTF8.GetString(facts.Body.Span));
    }

    private static void Writes(Utf8JsonWriter w, IReadOnlyList<JournalWrite> writes)
    {
        w.WriteStartArray("writes");
        foreach (var write in writes)
        {
            w.WriteStartObject();
            Time(w, "plannedMs", write.Planned);
            Time(w, "sentMs", write.Sent);
            w.WriteNumber("bytes", write.Bytes);
            w.WriteNumber("tokens", write.Tokens);
            w.WriteBoolean("blocked", write.Blocked);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Ends(Utf8JsonWriter w, JournalEntry entry)
    {
        if (entry.End is { } end)
        {
            w.WriteStartObject("end");
            w.WriteString("asked", end.Asked);
            w.WriteString("done", end.Done);
            w.WritePropertyName("bytesAcked");
            Number(w, end.BytesAcked);
            Time(w, "atMs", end.At);
            w.WriteString("note", end.Note);
            w.WriteEndObject();
        }

        if (entry.Peer is { } peer)
        {
            w.WriteStartObject("peer");
            w.WriteString("how", peer.How);
            Time(w, "atMs", peer.At);
            w.WriteEndObject();
        }
    }

    private static void Number(Utf8JsonWriter w, long? value)
    {
        if (value is { } n)
        {
            w.WriteNumberValue(n);
        }
        else
        {
            w.WriteNullValue();
        }
    }

    private static void Time(Utf8JsonWriter w, string name, TimeSpan? time)
    {
        if (time is { } t)
        {
            w.WriteNumber(name, Math.Round(t.TotalMilliseconds, 4));
        }
        else
        {
            w.WriteNull(name);
        }
    }

    private static void List(Utf8JsonWriter w, string name, IReadOnlyList<string> items)
    {
        w.WriteStartArray(name);
        foreach (var item in items)
        {
            w.WriteStringValue(item);
        }

        w.WriteEndArray();
    }
}
