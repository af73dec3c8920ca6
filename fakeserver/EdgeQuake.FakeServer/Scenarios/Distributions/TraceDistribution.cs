using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary><c>trace(run.jsonl)</c>: the gaps of a recorded stream, one after the other, again from the start.</summary>
/// <remarks>
/// A file that <c>record</c> wrote, beside the scenario file or below it: JSON lines, of which those with <c>"kind":"read"</c> count, by <c>atUs</c>, the
/// microseconds since the request. Of several exchanges the first that has reads. For <c>ttft</c> the first draw is the first read's own offset.
/// </remarks>
internal static class TraceDistribution
{
    private const int Most = 16 << 20;

    public static DistributionForm Form { get; } = new("trace", "trace(run.jsonl)", "The gaps between the reads of a recorded stream, in order; as ttft, the offset of its first read.", Read);

    private static CycleDistribution? Read(DistributionCall call)
    {
        if (call.Args is not [{ Length: > 0 } path] || call.Reading.Bytes(call.Node, path, Most) is not { } bytes)
        {
            return null;
        }

        try
        {
            var offsets = Offsets(bytes);
            TimeSpan[] gaps = [.. offsets.Zip(offsets.Skip(1), (a, b) => b > a ? b - a : TimeSpan.Zero)];
            if (call.Key == "ttft" && offsets.Count > 0)
            {
                return new CycleDistribution([offsets[0], .. gaps]);
            }

            if (gaps.Length > 0)
            {
                return new CycleDistribution(gaps);
            }

            call.Reading.Add(call.Node, $"'{path}' has {(offsets.Count == 0 ? "no read" : "one read only")}", "a recording with at least two reads of one exchange");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            call.Reading.Add(call.Node, $"'{path}' is no recording: {e.Message}", "JSON lines as record writes them: {\"kind\":\"read\",\"exchange\":1,\"atUs\":41873,…}");
        }

        return null;
    }

    private static List<TimeSpan> Offsets(byte[] file)
    {
        List<TimeSpan> offsets = [];
        int? exchange = null;
        foreach (var range in file.AsSpan().Split((byte)'\n'))
        {
            var line = file.AsMemory(range);
            if (line.Span.Trim(" \r\t"u8).IsEmpty)
            {
                continue;
            }

            using var json = JsonDocument.Parse(line);
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("kind", out var kind) && kind.ValueEquals("read") && root.TryGetProperty("atUs", out var at))
            {
                var of = root.TryGetProperty("exchange", out var number) ? number.GetInt32() : 1;
                if ((exchange ??= of) == of)
                {
                    offsets.Add(TimeSpan.FromMicroseconds(at.GetInt64()));
                }
            }
        }

        return offsets;
    }
}
