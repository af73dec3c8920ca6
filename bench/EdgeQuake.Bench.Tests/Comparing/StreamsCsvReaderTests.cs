using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A comparison from files is the one from memory: what is written of each stream reads back to the same sample.</summary>
public sealed class StreamsCsvReaderTests
{
    [Fact]
    public void Streams_read_back_as_the_samples_that_their_timelines_give()
    {
        var run = Runs.Mixed();
        var read = StreamsCsvReader.Read(StreamsCsv.Gzip(run.Streams, run.Meets), out var problem);
        problem.Should().BeNull();
        read.Should().BeEquivalentTo(run.Streams.Select(s => StreamSample.Of(s, run.Meets)), o => o.WithStrictOrdering().Using<TimeSpan>(c => c.Subject.Should().BeCloseTo(c.Expectation, TimeSpan.FromMicroseconds(0.1))).WhenTypeIs<TimeSpan>());
        read.Should().Contain(s => s.Good == true).And.Contain(s => s.Good == false);
    }

    [Fact]
    public void A_message_with_quotes_commas_and_line_ends_costs_no_column()
    {
        var read = StreamsCsvReader.Parse(StreamsCsv.Text([Some.Stream(message: "a \"b\",\nc"), Some.Stream(1)]), out var problem);
        problem.Should().BeNull();
        read.Should().HaveCount(2).And.OnlyContain(s => s.Tokens == 5 && s.Gaps!.Buckets.Sum(b => b.Count) == 4);
    }

    [Theory]
    [InlineData("", "there is no column 'class'*")]
    [InlineData("class,planned_ms,first_token_ms,last_token_ms,tokens\ncomplete,1,2,3\n", "row 2 is no stream")]
    [InlineData("class,planned_ms,first_token_ms,last_token_ms,tokens\ncompleted,1,2,3,4\n", "row 2 is no stream")]
    [InlineData("class,planned_ms,first_token_ms,last_token_ms,tokens,gaps\ncomplete,1,2,3,4,299*x\n", "row 2 is no stream")]
    public void What_is_no_such_file_is_said(string csv, string line)
    {
        StreamsCsvReader.Parse(csv, out var problem).Should().BeNull();
        problem.Should().Match(line);
    }

    [Fact]
    public void What_is_not_gzip_is_said()
    {
        StreamsCsvReader.Read("stream,class"u8.ToArray(), out var problem).Should().BeNull();
        problem.Should().StartWith("this is no gzip file");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(19.9)]
    [InlineData(12345)]
    public void A_gap_is_kept_to_half_a_percent(double ms)
    {
        var sketch = GapSketch.Parse($"{GapSketch.Of(Some.Tokens(0, ms))}")!;
        GapSketch.Milliseconds(sketch.Buckets.Single().Bin).Should().BeInRange(ms * 0.995, ms * 1.0051);
    }
}
