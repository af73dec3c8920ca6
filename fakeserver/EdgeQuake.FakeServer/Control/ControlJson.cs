using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>Gates, connections and configuration as the admin API shows them.</summary>
internal static class ControlJson
{
    public static string Gates(Gates gates) => JsonPages.Text(w =>
    {
        w.WriteStartObject();
        w.WriteStartArray("waiting");
        foreach (var (name, test, streams) in gates.Waiting)
        {
            Gate(w, name, test, streams);
        }

        w.WriteEndArray();
        w.WriteStartArray("open");
        foreach (var (test, name) in gates.Opened)
        {
            Gate(w, name, test, null);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    });

    public static string Connections(IReadOnlyList<Connection> connections, TimeSpan now) => JsonPages.Text(w =>
    {
        w.WriteStartArray();
        foreach (var connection in connections.OrderBy(c => c.Number))
        {
            w.WriteStartObject();
            w.WriteNumber("connection", connection.Number);
            w.WriteString("peer", connection.Peer);
            JsonPages.Time(w, "acceptedUs", connection.AcceptedAt);
            JsonPages.Time(w, "ageUs", now - connection.AcceptedAt);
            w.WriteNumber("requests", connection.Requests);
            var playing = connection.Playing;
            JsonPages.Number(w, "playing", playing?.Request);
            w.WriteString("scenario", playing?.Scenario);
            JsonPages.Number(w, "bodySent", playing?.BodySent);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    });

    /// <summary>Beside the options: both clocks at once, so that a reader can turn stamps into times of day.</summary>
    public static string Config(FakeServerOptions options, Clock clock, int scenarios) => JsonPages.Text(w =>
    {
        var (version, commit) = ToolVersion.Of(typeof(FakeSseServer).Assembly, AppContext.BaseDirectory);
        w.WriteStartObject();
        w.WriteString("version", version);
        w.WriteString("commit", commit);
        w.WriteString("lane", Words.Of(options.Lane));
        w.WriteString("address", options.Address.ToString());
        w.WriteString("admin", Words.Of(options.Admin));
        w.WriteNumber("scenarios", scenarios);
        w.WriteString("default", options.DefaultScenario);
        w.WriteString("cell", options.Cell.ToString());
        w.WritePropertyName("seed");
        w.WriteRawValue(options.Seed?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null");
        w.WriteBoolean("journalWrites", options.JournalWrites);
        w.WriteBoolean("journalAcks", options.JournalAcks);
        w.WriteNumber("journalLimit", options.JournalLimit);
        w.WriteNumber("journalBodyLimit", options.JournalBodyLimit);
        Limits(w, options.Limits);
        JsonPages.Time(w, "nowUs", clock.Now);
        w.WriteString("utc", clock.UtcNow);
        w.WriteEndObject();
    });

    private static void Limits(Utf8JsonWriter w, RequestLimits limits)
    {
        w.WriteStartObject("limits");
        w.WriteNumber("headBytes", limits.HeadBytes);
        w.WriteNumber("headers", limits.Headers);
        w.WriteNumber("bodyBytes", limits.BodyBytes);
        w.WriteNumber("connections", limits.Connections);
        JsonPages.Time(w, "readTimeUs", limits.ReadTime);
        JsonPages.Time(w, "idleTimeUs", limits.IdleTime);
        w.WriteEndObject();
    }

    private static void Gate(Utf8JsonWriter w, string name, string? test, int? streams)
    {
        w.WriteStartObject();
        w.WriteString("gate", name);
        w.WriteString("testId", test);
        if (streams is { } n)
        {
            w.WriteNumber("streams", n);
        }

        w.WriteEndObject();
    }
}
