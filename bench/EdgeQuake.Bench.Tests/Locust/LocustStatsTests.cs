using CsCheck;
using EdgeQuake.Bench.Locust;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Timelines as entries of Locust's table: what a master computes from them is what run.json says.</summary>
public sealed class LocustStatsTests
{
    private const string Route = "/query/stream";
    private static readonly DateTimeOffset Zero = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly double[] Reported = [0.5, 0.66, 0.75, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1];

    [Theory]
    [InlineData("TTFT", "ttft")]
    [InlineData("E2E", "e2e")]
    [InlineData("ITL", "itl")]
    public void A_masters_percentiles_are_exact_to_half_a_millisecond(string name, string metric)
    {
        var streams = Made.Run(1500).Streams;
        var entry = Entry(Of(streams), name);
        double[] sorted = [.. (metric == "itl" ? streams.SelectMany(s => s.Tokens.Skip(1).Zip(s.Tokens, (now, before) => (now.At - before.At).TotalMilliseconds)) : streams.Select(s => StreamMetrics.Of(s)[metric]!.Value)).Order()];

        entry.Requests.Should().Be(sorted.Length);
        foreach (var share in Reported)
        {
            AsTheMasterDoes(entry, share).Should().BeApproximately(sorted[Math.Min((int)(sorted.Length * share), sorted.Length - 1)], 0.5 + 1e-9);
        }

        (entry.Min, entry.Max).Should().Be((sorted[0], sorted[^1]));
        (entry.Sum / entry.Requests).Should().BeApproximately(sorted.Average(), 1e-6);
    }

    [Fact]
    public void Reports_add_up_to_the_whole() => Gen.Select(Played.Run, Gen.Int[0, 30]).Sample((run, cut) =>
    {
        var (whole, parts) = (Of(run.Streams), new[] { Of([.. run.Streams.Take(cut)]), Of([.. run.Streams.Skip(cut)]) });
        foreach (var entry in whole.Entries.Append(whole.Total))
        {
            LocustEntry[] both = [.. parts.SelectMany(p => p.Entries.Append(p.Total)).Where(e => e.Name == entry.Name)];
            both.Sum(e => e.Requests).Should().Be(entry.Requests);
            both.Sum(e => e.Failures).Should().Be(entry.Failures);
            both.Sum(e => e.Without).Should().Be(entry.Without);
            both.SelectMany(e => e.Times).GroupBy(t => t.Key).ToDictionary(g => g.Key, g => g.Sum(t => t.Value)).Should().BeEquivalentTo(entry.Times);
            both.SelectMany(e => e.PerSecond).GroupBy(t => t.Key).ToDictionary(g => g.Key, g => g.Sum(t => t.Value)).Should().BeEquivalentTo(entry.PerSecond);
        }
    }, iter: 100);

    [Fact]
    public void A_failed_stream_is_infinite_in_percentiles_and_in_nothing_else()
    {
        StreamTimeline[] streams = [.. Enumerable.Range(0, 10).Select(i => Some.Stream(i, ttft: 100, itl: 10, tokens: 3, kind: i < 3 ? StreamClass.Truncated : StreamClass.Complete, message: i < 3 ? $"the body ended without the end mark after {i} tokens" : null))];
        var stats = Of([.. streams, Some.Stream(99, kind: StreamClass.Interrupted)]);
        var whole = Entry(stats, "E2E");

        (whole.Requests, whole.Failures, whole.Without).Should().Be((10, 3, 3));
        (whole.Max, whole.Min, whole.Sum).Should().Be((120, 120, 840));
        AsTheMasterDoes(whole, 0.5).Should().Be(120);
        AsTheMasterDoes(whole, 0.9).Should().Be(3_600_000);
        AsTheMasterDoes(Entry(stats, "TTFT"), 0.9).Should().Be(3_600_000);
        Entry(stats, "TTFT").Failures.Should().Be(0, "a stream fails once");
        Entry(stats, "tokens").Requests.Should().Be(21, "tokens of failed streams are no throughput");
        Entry(stats, "ITL").Requests.Should().Be(14);
        stats.Total.Should().BeEquivalentTo(whole, o => o.Excluding(e => e.Name).Excluding(e => e.Method), "a mixture with gaps would be a figure of nothing");
        stats.Errors.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Method = "SSE", Name = "E2E /query/stream", Error = "truncated: the body ended without the end mark after # tokens", Occurrences = 3 });
    }

    [Fact]
    public void Everything_is_booked_in_the_second_in_which_its_stream_ended()
    {
        var stats = Of([Some.Stream(0, planned: 500, ttft: 100, itl: 1000, tokens: 3)]);
        foreach (var entry in stats.Entries)
        {
            entry.PerSecond.Keys.Should().Equal(Zero.ToUnixTimeSeconds() + 2);
            entry.LastRequest.Should().BeApproximately(Zero.ToUnixTimeSeconds() + 2.601, 0.001);
        }

        var nothing = Of([]);
        nothing.Entries.Should().BeEmpty();
        nothing.Total.LastRequest.Should().BeNull();
    }

    [Theory]
    [InlineData("500 Internal Server Error: no model", 500, "http 500: # Internal Server Error: no model")]
    [InlineData("request 3f2b91c0-aa11-4bde-8888-0123456789ab of 12.5 s", 400, "http 400: request # of # s")]
    [InlineData(null, 404, "http 404")]
    public void What_differs_from_stream_to_stream_makes_no_line_of_its_own(string? message, int status, string line) =>
        LocustError.Text(Some.Stream(kind: StreamClass.Http, message: message) with { Status = status }).Should().Be(line);

    private static LocustStats Of(IReadOnlyList<StreamTimeline> streams) => LocustStats.Of(streams, Zero, Route, new Dictionary<string, int>());

    private static LocustEntry Entry(LocustStats stats, string name) => stats.Entries.Single(e => e.Name == $"{name} {Route}");

    /// <summary>calculate_response_time_percentile of Locust's stats.py.</summary>
    private static double AsTheMasterDoes(LocustEntry entry, double percent)
    {
        var rank = (long)(entry.Requests * percent);
        var processed = 0L;
        foreach (var (ms, count) in entry.Times.OrderByDescending(t => t.Key))
        {
            processed += count;
            if (entry.Requests - processed <= rank)
            {
                return ms;
            }
        }

        return 0;
    }
}
