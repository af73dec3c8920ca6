using System.Globalization;
using System.Text;
using HdrHistogram;

namespace EdgeQuake.Bench;

/// <summary>latency.hlog: the latencies of a run as an HdrHistogram log, which HistogramLogProcessor and its kin read: one tag a metric, one line a slice of time, values in nanoseconds.</summary>
/// <remarks>A stream stands in the slice of its planned start; warm-up and drain are left out, as in every figure. Failed streams are +∞, for which the format has no place: a comment says how many.</remarks>
public static class HistogramLog
{
    private const double NanosecondsPerMillisecond = 1e6;
    private const long Highest = 3_600_000_000_000;
    private static readonly string[] Metrics = ["ttft", "ttft-actual", "itl", "e2e"];

    /// <summary>The whole file. Of a run that was read back without its timelines only the head.</summary>
    public static byte[] Bytes(LoadResult run)
    {
        var steady = run.Summary.Steady;
        var width = TimeSpan.FromSeconds(Math.Max(1, run.Plots.BucketSeconds));
        var slices = run.Streams.Where(s => steady.Has(s.Planned)).GroupBy(s => (int)(s.Planned / width)).OrderBy(g => g.Key)
            .SelectMany(g => Metrics.Select(m => Slice(m, [.. g], run.Header.StartedUtc + (g.Key * width), width))).Where(h => h.TotalCount > 0);
        using var file = new MemoryStream();
        using (var log = new HistogramLogWriter(file))
        {
            log.Write(run.Header.StartedUtc.UtcDateTime, [.. slices]);
        }

        // The library writes UTF-16, which the readers of other languages do not take; its own reads either.
        return Encoding.UTF8.GetBytes(Head(run) + Encoding.Unicode.GetString(file.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n"));
    }

    private static string Head(LoadResult run) => string.Create(
        CultureInfo.InvariantCulture,
        $"#[{run.Header.Tool}: tags {string.Join(", ", Metrics)}; values in ns, maxima in ms; {run.Summary.Of("ttft").Infinite} of {run.Summary.Of("ttft").Count} streams failed and are not in here]\n");

    private static LongHistogram Slice(string metric, StreamTimeline[] streams, DateTimeOffset at, TimeSpan width)
    {
        var histogram = new LongHistogram(1, Highest, 3) { Tag = metric, StartTimeStamp = at.ToUnixTimeMilliseconds(), EndTimeStamp = (at + width).ToUnixTimeMilliseconds() };
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
