using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Joining runs loses nothing and invents nothing: one run is itself, a run that was split is whole again, and the way of joining does not matter.</summary>
public sealed class LoadMergeTests
{
    [Fact]
    public void A_run_read_from_its_files_and_joined_with_nothing_is_itself() => Played.Run.Sample(run =>
    {
        var joined = LoadMerge.Of([Reread(run)]);
        RunJson.Write(joined).Should().Be(RunJson.Write(run));
        StreamsCsv.Text(joined.Streams, joined.Meets).Should().Be(StreamsCsv.Text(run.Streams, run.Meets));
        HistogramLog.Bytes(joined).Should().Equal(HistogramLog.Bytes(run));
    }, iter: 100);

    [Fact]
    public void Joins_of_joins_are_the_join_of_all() => Gen.Select(Played.Run, Played.Run, Played.Run).Sample((a, b, c) =>
    {
        var all = RunJson.Write(LoadMerge.Of([a, b, c]));
        RunJson.Write(LoadMerge.Of([LoadMerge.Of([a, b]), c])).Should().Be(all);
        RunJson.Write(LoadMerge.Of([a, Reread(LoadMerge.Of([b, c]))])).Should().Be(all);
    }, iter: 60);

    [Fact]
    public void The_order_changes_numbers_and_nothing_else() => Gen.Select(Played.Run, Played.Run).Sample((a, b) =>
    {
        var (one, other) = (LoadMerge.Of([a, b]), LoadMerge.Of([b, a]));
        other.Summary.Spreads.Should().BeEquivalentTo(one.Summary.Spreads, o => o.Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-6)).When(i => i.Path.EndsWith("Mean", StringComparison.Ordinal)));
        other.Summary.Classes.Should().BeEquivalentTo(one.Summary.Classes);
        other.Validity.Findings.Should().BeEquivalentTo(one.Validity.Findings);
        (other.Validity.Trust, other.Joined, other.Interrupted).Should().Be((one.Validity.Trust, one.Joined, one.Interrupted));
    }, iter: 60);

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void A_run_split_in_parts_is_whole_again(int parts)
    {
        var whole = Made.Run(2000);
        var split = Enumerable.Range(0, parts).Select(p => Part(whole, s => s.Number % parts == p)).ToArray();
        var joined = LoadMerge.Of(split);

        joined.Summary.Spreads.Select(s => s with { Mean = null }).Should().BeEquivalentTo(whole.Summary.Spreads.Select(s => s with { Mean = null }), o => o.WithStrictOrdering());
        joined.Summary.Rates.Should().Be(whole.Summary.Rates, "what each part did per second adds up");
        joined.Summary.Steady.Should().Be(whole.Summary.Steady);
        joined.Plots.Buckets.Sum(b => b.Tokens).Should().BeApproximately(whole.Plots.Buckets.Sum(b => b.Tokens), 1e-6);
        joined.Streams.Select(s => s.Number).Should().OnlyHaveUniqueItems();
        joined.Joined.Should().Be(parts);
        split.Should().OnlyContain(p => p.Summary.Streams < whole.Summary.Streams, "else nothing was split");
    }

    [Fact]
    public void It_may_be_believed_as_far_as_the_worst_of_them()
    {
        var joined = LoadMerge.Of([Made.Run(trusted: true), Made.Run(trusted: false)]);
        joined.Validity.Trust.Should().Be(Trust.Invalid);
        joined.Validity.Findings.Should().Contain(f => f.What.StartsWith("clock probe p99 was 90", StringComparison.Ordinal));
        joined.Validity.BoundMs.Should().Be(90);
        joined.Readings.ClockProbe.Should().Be(new Quantiles(200, 0.1, 90, 1));
        joined.ExitCode.Should().Be(4);
    }

    [Fact]
    public void What_differs_is_named()
    {
        var run = Made.Run();
        Unlike.Of([("a", run), ("b", run)]).Should().BeEmpty();
        Unlike.Of([("a", run), ("b", run with { Header = run.Header with { Machine = "linux-arm64" } })]).Should().Equal("machine: linux-x64, 2 cores in a, linux-arm64 in b");
        Unlike.Of([("a", run), ("b", Made.Run(rate: 10))]).Should().Contain("load: open, 20/s constant in a, open, 10/s constant in b");
        var later = run with { Header = run.Header with { StartedUtc = run.Header.StartedUtc.AddMinutes(1) } };
        Unlike.Of([("b", later), ("a", run)]).Should().ContainSingle().Which.Should().Be("time: a had ended at 03:04:15 UTC, b began at 03:05:05; what is counted per second would add up");
    }

    private static LoadResult Part(LoadResult whole, Func<StreamTimeline, bool> of)
    {
        var profile = Some.Profile() with { Target = new Uri(whole.Load.Target), Concurrency = null, Rate = 20, For = whole.Load.For };
        return LoadResults.Of(whole.Header, profile, whole.Load.Via, [.. whole.Streams.Where(of)], whole.Readings, null);
    }

    /// <summary>As the command has it: from run.json and the two files of streams and tokens.</summary>
    private static LoadResult Reread(LoadResult run)
    {
        using var tokens = new MemoryStream();
        TokensCsv.Write(tokens, run.Streams);
        tokens.Position = 0;
        var streams = TimelinesReader.Read(new MemoryStream(StreamsCsv.Gzip(run.Streams, run.Meets)), tokens, out var problem, whole: true);
        problem.Should().BeNull();
        return RunJson.Read(RunJson.Write(run), out _)! with { Streams = streams! };
    }
}
