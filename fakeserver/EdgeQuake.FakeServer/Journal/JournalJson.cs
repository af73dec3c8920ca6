using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>The journal as JSON: times in microseconds on the server's clock, bodies as text, secrets already masked.</summary>
internal static class JournalJson
{
    /// <summary>Entries as an indented array.</summary>
    /// <param name="writes">False = without the lists of writes; their number and sums stay.</param>
    public static string Write(IReadOnlyList<JournalEntry> entries, bool writes = true) => JsonPages.Text(w =>
    {
        w.WriteStartArray();
        foreach (var entry in entries)
        {
            Write(w, entry, writes);
        }

        w.WriteEndArray();
    });

    /// <summary>One entry on one line.</summary>
    public static string Line(JournalEntry entry, bool writes = true) => JsonPages.Line(w => Write(w, entry, writes));

    /// <summary>One entry as an object.</summary>
    public static void Write(Utf8JsonWriter w, JournalEntry entry, bool writes = true)
    {
        w.WriteStartObject();
        w.WriteNumber("request", entry.Request);
        w.WriteNumber("connection", entry.Connection);
        w.WriteString("testId", TestId.Of(entry.Facts));
        w.WriteString("state", entry.End is null ? "playing" : "ended");
        w.WriteString("scenario", entry.Scenario);
        w.WriteNumber("exchange", entry.Exchange);
        w.WriteNumber("attempt", entry.Attempt);
        w.WriteBoolean("transportRetry", entry.TransportRetry);
        Facts(w, entry.Facts);
        JsonPages.Time(w, "atUs", entry.At);
        JsonPages.Time(w, "headSentUs", entry.HeadSentAt);
        Sent(w, entry.Writes, writes);
        Ends(w, entry);
        JsonPages.List(w, "draws", entry.Draws);
        JsonPages.List(w, "notes", entry.Notes);
        w.WriteEndObject();
    }

    private static void Facts(Utf8JsonWriter w, RequestFacts facts)
    {
        w.WriteString("method", facts.Method);
        w.WriteString("target", facts.Target);
        JsonPages.List(w, "headers", [.. facts.Headers.Select(h => $"{h.Name}: {h.Value}")]);
        w.WriteString("body", System.Text.Encoding.UTF8.GetString(facts.Body.Span));
    }

    private static void Sent(Utf8JsonWriter w, IReadOnlyList<JournalWrite> writes, bool each)
    {
        w.WriteNumber("writeCount", writes.Count);
        w.WriteNumber("bytes", writes.Sum(x => (long)x.Bytes));
        w.WriteNumber("tokens", writes.Sum(x => (long)x.Tokens));
        if (!each)
        {
            return;
        }

        w.WriteStartArray("writes");
        foreach (var write in writes)
        {
            w.WriteStartObject();
            JsonPages.Time(w, "plannedUs", write.Planned);
            JsonPages.Time(w, "sentUs", write.Sent);
            JsonPages.Time(w, "ackedUs", write.Acked);
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
            JsonPages.Number(w, "bytesAcked", end.BytesAcked);
            JsonPages.Time(w, "atUs", end.At);
            w.WriteString("note", end.Note);
            w.WriteEndObject();
        }

        if (entry.Peer is { } peer)
        {
            w.WriteStartObject("peer");
            w.WriteString("how", peer.How);
            JsonPages.Time(w, "atUs", peer.At);
            w.WriteEndObject();
        }
    }
}
