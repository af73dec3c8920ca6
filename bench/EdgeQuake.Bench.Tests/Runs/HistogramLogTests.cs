using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FluentAssertions;
using HdrHistogram;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>latency.hlog as the library's own reader reads it: every finite sample is there, under its metric's name, in slices of the run's own time.</summary>
public sealed class HistogramLogTests
{
    [Theory]
    [InlineData("ttft")]
    [InlineData("ttft-actual")]
    [InlineData("itl")]
    [InlineData("e2e")]
    public void All_slices_of_a_metric_together_are_its_spread(string metric)
    {
        var run = Runs.Mixed(5000);
        var spread = run.Summary.Of(metric);
        var whole = new LongHistogram(1, 3_600_000_000_000, 3);
        foreach (var slice in Read(HistogramLog.Bytes(run)).Where(h => h.Tag == metric))
        {
            whole.Add(slice);
        }

        whole.TotalCount.Should().Be(spread.Count - spread.Infinite);
        (whole.GetValueAtPercentile(100) / 1e6).Should().BeApproximately(Longest(run, metric), Longest(run, metric) * 0.002);
    }

    [Fact]
    public void Slices_lie_in_the_run_and_in_order()
    {
        var run = Runs.Mixed();
        var slices = Read(HistogramLog.Bytes(run)).Where(h => h.Tag == "ttft").ToList();
        slices.Should().HaveCount(9, "ten seconds without the first, which is warm-up");
        slices[0].StartTimeStamp.Should().Be(run.Header.StartedUtc.AddSeconds(1).ToUnixTimeMilliseconds());
        slices.Should().OnlyContain(s => s.EndTimeStamp - s.StartTimeStamp == 1000).And.BeInAscendingOrder(s => s.StartTimeStamp);
    }

    [Fact]
    public void Other_languages_can_read_it_too()
    {
        var log = HistogramLog.Bytes(Runs.Mixed());
        log.Should().NotContain((byte)0, "it is UTF-8").And.StartWith("#[Histogram log format version 1.3]\n"u8.ToArray());
        var payload = Convert.FromBase64String(Encoding.UTF8.GetString(log).Split('\n').First(l => l.StartsWith("Tag=", StringComparison.Ordinal)).Split(',')[4]);
        using var plain = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(payload[8..]), CompressionMode.Decompress);
        zlib.CopyTo(plain);
        plain.Length.Should().Be(40 + BinaryPrimitives.ReadInt32BigEndian(plain.ToArray().AsSpan(4)), "nothing stands behind the counts");

        // A zlib stream ends with the Adler-32 of what it holds (RFC 1950, 2.2); one that is cut off does not.
        BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(payload.Length - 4)).Should().Be(Adler(plain.ToArray()));
    }

    private static uint Adler(byte[] bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var x in bytes)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    [Fact]
    public void A_comment_says_what_the_format_has_no_place_for()
    {
        var run = Runs.Mixed();
        Encoding.UTF8.GetString(HistogramLog.Bytes(run)).Should().Contain($"; {run.Summary.Failed} of {run.Summary.Streams} streams failed and are not in here]");
    }

    [Fact]
    public void A_run_without_streams_has_a_log_without_lines() => Read(HistogramLog.Bytes(Runs.Mixed() with { Streams = [] })).Should().BeEmpty();

    private static double Longest(LoadResult run, string metric) => metric == "itl"
        ? run.Streams.Where(s => s.Complete && run.Summary.Steady.Has(s.Planned)).SelectMany(s => s.Tokens.Skip(1).Zip(s.Tokens, (b, a) => (b.At - a.At).TotalMilliseconds)).Max()
        : run.Streams.Where(s => run.Summary.Steady.Has(s.Planned)).Select(s => StreamMetrics.Of(s)[metric]).Where(v => v is { } x && double.IsFinite(x)).Max()!.Value;

    private static List<HistogramBase> Read(byte[] log)
    {
        using var reader = new HistogramLogReader(new MemoryStream(log));
        return [.. reader.ReadHistograms()];
    }
}
