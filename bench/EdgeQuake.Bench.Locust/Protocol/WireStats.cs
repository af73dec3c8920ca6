using MessagePack;

namespace EdgeQuake.Bench.Locust;

/// <summary>A report in the words of Locust's StatsEntry and StatsError.</summary>
internal static class WireStats
{
    public static void Write(ref MessagePackWriter writer, LocustStats stats)
    {
        writer.WriteMapHeader(5);
        writer.Write("stats");
        writer.WriteArrayHeader(stats.Entries.Count);
        foreach (var entry in stats.Entries)
        {
            Write(ref writer, entry);
        }

        writer.Write("stats_total");
        Write(ref writer, stats.Total);
        writer.Write("errors");
        writer.WriteMapHeader(stats.Errors.Count);
        foreach (var error in stats.Errors)
        {
            Write(ref writer, error);
        }

        Users(ref writer, stats.Users);
    }

    /// <summary>Two pairs: how many by class, and in all.</summary>
    public static void Users(ref MessagePackWriter writer, IReadOnlyDictionary<string, int> users)
    {
        writer.Write("user_classes_count");
        writer.WriteMapHeader(users.Count);
        foreach (var (name, count) in users)
        {
            writer.Write(name);
            writer.Write(count);
        }

        writer.Write("user_count");
        writer.Write(users.Values.Sum());
    }

    private static void Write(ref MessagePackWriter writer, LocustEntry entry)
    {
        writer.WriteMapHeader(14);
        Text(ref writer, "name", entry.Name);
        Text(ref writer, "method", entry.Method);
        Number(ref writer, "last_request_timestamp", entry.LastRequest);
        Number(ref writer, "start_time", entry.StartTime);
        Number(ref writer, "num_requests", entry.Requests);
        Number(ref writer, "num_none_requests", entry.Without);
        Number(ref writer, "num_failures", entry.Failures);
        Number(ref writer, "total_response_time", entry.Sum);
        Number(ref writer, "max_response_time", entry.Max);
        Number(ref writer, "min_response_time", entry.Min);
        Number(ref writer, "total_content_length", entry.Content);
        writer.Write("response_times");
        writer.WriteMapHeader(entry.Times.Count);
        foreach (var (ms, count) in entry.Times)
        {
            Number(ref writer, ms);
            writer.Write(count);
        }

        Counts(ref writer, "num_reqs_per_sec", entry.PerSecond);
        Counts(ref writer, "num_fail_per_sec", entry.FailuresPerSecond);
    }

    private static void Write(ref MessagePackWriter writer, LocustError error)
    {
        writer.Write(error.Key);
        writer.WriteMapHeader(4);
        Text(ref writer, "name", error.Name);
        Text(ref writer, "method", error.Method);
        Text(ref writer, "error", error.Error);
        writer.Write("occurrences");
        writer.Write(error.Occurrences);
    }

    private static void Text(ref MessagePackWriter writer, string key, string? value)
    {
        writer.Write(key);
        writer.Write(value);
    }

    private static void Counts(ref MessagePackWriter writer, string key, IReadOnlyDictionary<long, long> counts)
    {
        writer.Write(key);
        writer.WriteMapHeader(counts.Count);
        foreach (var (second, count) in counts)
        {
            writer.Write(second);
            writer.Write(count);
        }
    }

    /// <summary>Null is what Locust's own workers send before the first request.</summary>
    private static void Number(ref MessagePackWriter writer, string key, double? value)
    {
        writer.Write(key);
        if (value is { } number)
        {
            Number(ref writer, number);
        }
        else
        {
            writer.WriteNil();
        }
    }

    private static void Number(ref MessagePackWriter writer, double value)
    {
        if (Math.Floor(value) == value && Math.Abs(value) < 1e15)
        {
            writer.Write((long)value);
        }
        else
        {
            writer.Write(value);
        }
    }
}
