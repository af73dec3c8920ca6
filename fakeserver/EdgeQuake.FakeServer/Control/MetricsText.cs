using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The counters in the Prometheus text exposition format, version 0.0.4.</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Prefix = "edgequake_fake_";

    public static string Of(Counters c, int playing)
    {
        var text = new StringBuilder();
        var (version, commit) = ToolVersion.Of(typeof(FakeSseServer).Assembly, AppContext.BaseDirectory);
        Head(text, "build_info", "gauge", "The version that runs; always 1.").Append(CultureInfo.InvariantCulture, $"{Prefix}build_info{{version=\"{Escaped(version)}\",commit=\"{Escaped(commit)}\"}} 1\n");
        Head(text, "requests_total", "counter", "Requests by the scenario that answered; empty where none did.");
        foreach (var (scenario, count) in c.Requests.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Prefix}requests_total{{scenario=\"{Escaped(scenario)}\"}} {count}\n");
        }

        One(text, "requests_unmatched_total", "counter", "Requests that no scenario answered (404).", c.Unmatched);
        One(text, "requirements_unmet_total", "counter", "Requirements that a request did not meet (412).", c.Unmet);
        One(text, "streams_open", "gauge", "Answers that are being played.", playing);
        One(text, "tokens_sent_total", "counter", "Token frames sent.", c.Tokens);
        One(text, "body_bytes_sent_total", "counter", "Body bytes sent, framing left out.", c.Bytes);
        One(text, "writes_total", "counter", "Scripted writes sent.", c.Writes);
        One(text, "writes_blocked_total", "counter", "Writes that the kernel did not take whole at once.", c.Blocked);
        One(text, "connections_total", "counter", "Connections accepted.", c.Connections);
        One(text, "connections_open", "gauge", "Connections that are open.", c.ConnectionsOpen);
        One(text, "connections_refused_total", "counter", "Connections turned away because as many as allowed were open.", c.ConnectionsRefused);
        Ends(text, c);
        Lateness(text, c);
        Process(text);
        return text.ToString();
    }

    /// <summary>An end is applied when it was done as asked; else something else happened first, and the label says what.</summary>
    private static void Ends(StringBuilder text, Counters c)
    {
        Head(text, "ends_total", "counter", "Ends and faults asked for, and what was done: the same word, or peer-closed, server-stopped, another fault.");
        var ends = c.Ends.OrderBy(e => e.Key).ToArray();
        foreach (var ((asked, done), count) in ends)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Prefix}ends_total{{asked=\"{Escaped(asked)}\",done=\"{Escaped(done)}\"}} {count}\n");
        }

        var faults = ends.Where(e => e.Key.Asked != "close").ToArray();
        One(text, "faults_applied_total", "counter", "Faults done as asked.", faults.Where(e => Applied(e.Key)).Sum(e => e.Value));
        One(text, "faults_refused_total", "counter", "Faults asked for that came out otherwise: the client went first, or the connection could not.", faults.Where(e => !Applied(e.Key)).Sum(e => e.Value));
    }

    /// <summary>A stall and silence last until the peer leaves: its leaving is how they are done.</summary>
    private static bool Applied((string Asked, string Done) end) =>
        end.Asked == end.Done || (end.Done == "peer-closed" && end.Asked is ("stall" or "silent"));

    private static void Lateness(StringBuilder text, Counters c)
    {
        Head(text, "write_lateness_seconds", "histogram", "Send minus plan of paced writes that the kernel took at once.");
        var sum = 0L;
        var late = c.Late();
        for (var i = 0; i < late.Count; i++)
        {
            sum += late[i];
            var bound = i < Counters.LateBounds.Count ? (Counters.LateBounds[i] / 1e7).ToString(CultureInfo.InvariantCulture) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{Prefix}write_lateness_seconds_bucket{{le=\"{bound}\"}} {sum}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Prefix}write_lateness_seconds_sum {c.LateSum.TotalSeconds}\n{Prefix}write_lateness_seconds_count {sum}\n");
    }

    /// <summary>Of the whole process, under the names that Prometheus client libraries use where there is one.</summary>
    private static void Process(StringBuilder text)
    {
        Add("process_resident_memory_bytes", "gauge", "Resident memory of the process.", Environment.WorkingSet);
        Add("process_cpu_seconds_total", "counter", "Processor time of the process.", Environment.CpuUsage.TotalTime.TotalSeconds);
        Add(Prefix + "heap_live_bytes", "gauge", "Managed heap after the last collection.", GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
        Add(Prefix + "heap_bytes", "gauge", "Managed heap now, garbage among it.", GC.GetTotalMemory(forceFullCollection: false));

        void Add(string name, string type, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
    }

    private static void One(StringBuilder text, string name, string type, string help, long value) =>
        Head(text, name, type, help).Append(CultureInfo.InvariantCulture, $"{Prefix}{name} {value}\n");

    private static StringBuilder Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Prefix}{name} {help}\n# TYPE {Prefix}{name} {type}\n");

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
