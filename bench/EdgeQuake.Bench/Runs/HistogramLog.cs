using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace EdgeQuake.Bench;

/// <summary>latency.hlog: the latencies of a run as an HdrHistogram log, which HistogramLogProcessor and its kin read: one tag a metric, one line a slice of time, values in nanoseconds.</summary>
/// <remarks>A stream stands in the slice of its planned start; warm-up and drain are left out, as in every figure. Failed streams are +∞, for which the format has no place: a comment says how many.</remarks>
public static class HistogramLog
{
    private const double NanosecondsPerMillisecond = 1e6;
    private const long Highest = 3_600_000_000_000;
    private const uint CompressedCookie = 0x1c849314;
    private static readonly string[] Metrics = ["ttft", "ttft-actual", "itl", "e2e"];

    /// <summary>The whole file. Of a run that was read back without its timelines only the head.</summary>
    /// <remarks>
    /// The lines are written here and not by the library's own writer: that one writes UTF-16 and a zlib stream without an end, which its own reader takes and those of other languages refuse.
    /// </remarks>
    public static byte[] Bytes(LoadResult run)
    {
        var steady = run.Summary.Steady;
        var width = TimeSpan.FromSeconds(Math.Max(1, run.Plots.BucketSeconds));
        var lines = run.Streams.Where(s => steady.Has(s.Planned)).GroupBy(s => (int)(s.Planned / width)).OrderBy(g => g.Key)
            .SelectMany(g => Metrics.Select(m => Line(m, Slice(m, [.. g]), run.Header.StartedUtc + (g.Key * width), width))).OfType<string>();
        return Encoding.UTF8.GetBytes(string.Concat(Head(run).Concat(lines).Select(l => l + "\n")));
    }

    private static IEnumerable<string> Head(LoadResult run)
    {
        var ttft = run.Summary.Of("ttft");
        var at = run.Header.StartedUtc;
        yield return "#[Histogram log format version 1.3]";
        yield return string.Create(CultureInfo.InvariantCulture, $"#[StartTime: {Seconds(at)} (seconds since epoch), {at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}]");
        yield return $"#[{run.Header.Tool}: tags {string.Join(", ", Metrics)}; values in ns, maxima in ms; {ttft.Infinite} of {ttft.Count} streams failed and are not in here]";
        yield return "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"";
    }

    /// <summary>Null for a slice without samples.</summary>
    private static string? Line(string tag, LongHistogram slice, DateTimeOffset at, TimeSpan width) => slice.TotalCount == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"Tag={tag},{Seconds(at)},{width.TotalSeconds:0.000},{slice.GetMaxValue() / NanosecondsPerMillisecond:0.000},{Convert.ToBase64String(Compressed(slice))}");

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The format's V2: cookie, length, and as a zlib stream the head and its counts.</summary>
    private static byte[] Compressed(LongHistogram slice)
    {
        var buffer = ByteBuffer.Allocate(slice.GetNeededByteBufferCapacity());
        var encoded = new byte[slice.Encode(buffer, HistogramEncoderV2.Instance)];
        buffer.Position = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            encoded[i] = buffer.Get();
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(encoded);
        }

        var whole = new byte[8 + packed.Length];
        BinaryPrimitives.WriteUInt32BigEndian(whole, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(whole.AsSpan(4), (int)packed.Length);
        packed.ToArray().CopyTo(whole, 8);
        return whole;
    }

    private static LongHistogram Slice(string metric, StreamTimeline[] streams)
    {
        var histogram = new LongHistogram(1, Highest, 3);
        foreach (var sample in Samples(metric, streams).Where(double.IsFinite))
        {
            histogram.RecordValue(Math.Clamp((long)Math.Round(sample * NanosecondsPerMillisecond), 0, Highest));
        }

        return histogram;
    }

    private static IEnumerable<double> Samples(string metric, StreamTimeline[] streams) => metric == "itl"
        ? streams.Where(s => s.Complete).SelectMany(s => s.Tokens.Skip(1).Zip(s.Tokens, (now, before) => (now.At - before.At).TotalMilliseconds))
        : streams.Select(s => StreamMetrics.Of(s)[metric]).OfType<double>();
}
