using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The reader against the clauses of HTML 9.2.5 and 9.2.6: stimulus, and the events a reader must dispatch.</summary>
public sealed class SseReaderTests
{
    [Theory]
    [InlineData("data: x\n\n", "x")]
    [InlineData("data:x\n\n", "x")]
    [InlineData("data:  x \n\n", " x ")]
    [InlineData("data:\tx\n\n", "\tx")]
    [InlineData("data:\n\n", "")]
    [InlineData("data: \n\n", "")]
    [InlineData("data\n\n", "")]
    [InlineData("data\ndata\n\n", "\n")]
    [InlineData("data:\ndata: x\n\n", "\nx")]
    [InlineData("data: x\ndata:\n\n", "x\n")]
    [InlineData("data: a\ndata:\ndata: b\n\n", "a\n\nb")]
    [InlineData("data: a\n:c\ndata: b\n\n", "a\nb")]
    [InlineData("data: a:b: c\n\n", "a:b: c")]
    [InlineData("data: a\0b\n\n", "a\0b")]
    [InlineData("event: ping\ndata: x\n\n", "ping|x")]
    [InlineData("data: x\nevent: ping\n\n", "ping|x")]
    [InlineData("event: a\nevent: b\ndata: x\n\n", "b|x")]
    [InlineData("event:\ndata: x\n\n", "x")]
    [InlineData("event: ping\n\ndata: x\n\n", "x")]
    [InlineData("event: ping\ndata: a\n\ndata: b\n\n", "ping|a", "b")]
    [InlineData("data: x\n\n\n\n\ndata: y\n\n", "x", "y")]
    [InlineData("data: x\r\rdata: y\n\ndata: z\r\n\r\n", "x", "y", "z")]
    [InlineData("data: a\n\rdata: b\n\n", "a", "b")]
    [InlineData("data: \u2028\u2029\u0085\v\f\u001c\n\n", "\u2028\u2029\u0085\v\f\u001c")]
    [InlineData("\uFEFFdata: x\n\n", "x")]
    [InlineData("\uFEFF\uFEFFdata: 1\n\ndata: 2\n\n", "2")]
    [InlineData("data: 1\n\n\uFEFFdata: 2\n\ndata: 3\n\n", "1", "3")]
    [InlineData("data: \uFEFFx\n\n", "\uFEFFx")]
    [InlineData(" data: x\ndata : x\nData: x\ndataa: x\ndat: x\nwords\ndata: y\n\n", "y")]
    [InlineData("id: 1\n\nretry: 5\n\n: c\n\n\n")]
    [InlineData("")]
    public void Dispatches_what_the_lines_say(string stream, params string[] events) => Heard.Of(stream).Events.Should().Equal(events);

    [Theory]
    [InlineData("data: a\n\ndata: b\n")]
    [InlineData("data: a\n\ndata: b")]
    [InlineData("data: a\n\ndata: b\r")]
    [InlineData("data: a\n\nid: 1\ndata")]
    public void Drops_the_unfinished_block_at_the_end(string stream) => Heard.Of(stream).Events.Should().Equal("a");

    [Theory]
    [InlineData("id: 1\ndata: a\n\ndata: b\n\n", "1", "1")]
    [InlineData("id: 1\ndata: a\n\nid\ndata: b\n\n", "1", "")]
    [InlineData("id: 1\ndata: a\n\nid: x\0y\ndata: b\n\n", "1", "1")]
    [InlineData("id: 1\nid: 2\ndata: a\n\n", "2")]
    [InlineData("id: 7\n\ndata: a\n\n", "7")]
    [InlineData("data: a\nid: é 1\n\n", "é 1")]
    public void Gives_each_event_the_last_id(string stream, params string[] ids) => Heard.Of(stream).Ids.Should().Equal(ids);

    [Theory]
    [InlineData("id: 7\n\n", "7")]
    [InlineData("id: 1\ndata: a\n\nid: 2\ndata: b\n", "1")]
    [InlineData("id: 1\ndata: a\n\nid:\n\n", "")]
    public void Commits_the_last_id_at_a_blank_line_only(string stream, string last)
    {
        using var reader = new SseReader();
        Heard.Of(reader, Encoding.UTF8.GetBytes(stream));
        Sse.Text(reader.LastEventId).Should().Be(last);
    }

    [Theory]
    [InlineData("1500", 1500)]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("99999999999999999999", int.MaxValue)]
    [InlineData("2147483648", int.MaxValue)]
    public void Takes_a_retry_of_digits(string value, double ms) => Heard.Of($"retry: {value}\n").Retries.Should().Equal(ms);

    [Theory]
    [InlineData("")]
    [InlineData("+20")]
    [InlineData("-20")]
    [InlineData("1.5")]
    [InlineData("1_0")]
    [InlineData("20x")]
    [InlineData(" 20")]
    [InlineData("１２")]
    public void Ignores_a_retry_of_anything_else(string value) => Heard.Of($"retry: {value}\n").Retries.Should().BeEmpty();

    [Fact]
    public void Reports_comments_at_the_end_of_their_line() =>
        Heard.Of(":Hello\n: keep-alive\n:\n:data: x\n").Comments.Should().Equal("Hello", "keep-alive", "", "data: x");

    [Fact]
    public void Replaces_bytes_that_are_not_utf8()
    {
        byte[] stream = [.. "data: a"u8, 0xFF, .. "b\n\ndata: a"u8, 0xE2, 0x82, .. "\n\ndata: "u8, 0xED, 0xA0, 0x80, .. "\n\nda"u8, 0xFF, .. "ta: x\ndata: y\n\n"u8];
        Heard.Of(stream).Events.Should().Equal("a\uFFFDb", "a\uFFFD", "\uFFFD\uFFFD\uFFFD", "y");
    }

    [Fact]
    public void A_new_connection_starts_clean_and_keeps_the_last_id()
    {
        using var reader = new SseReader();
        Heard.Of(reader, "id: 1\ndata: a\n\nid: 2\nevent: ping\ndata: half"u8.ToArray());
        reader.Reset();
        var second = Heard.Of(reader, "\uFEFFdata: b\n\n"u8.ToArray());
        second.Events.Should().Equal("b");
        second.Ids.Should().Equal("1");
    }

    [Theory]
    [InlineData("data: 12345\n\ndata: 123456\n\ndata: c\n\n", false)]
    [InlineData("data: 1\ndata: 2\ndata: 3\ndata: 4\ndata: 5\ndata: 6\ndata: 7\n\n", true)]
    [InlineData(":123456789012\n", true)]
    [InlineData("data: 1234567", true)]
    [InlineData("data: 123456\n\n", false)]
    public void A_line_or_event_above_the_limit_stops_the_reader_however_it_is_cut(string stream, bool exceeded)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            using var reader = new SseReader(maxEvent: 12);
            Heard.Of(reader, bytes, cut).Comments.Should().BeEmpty("one above the limit is not told");
            reader.LimitExceeded.Should().Be(exceeded, "the cut is at {0}", cut);
        }
    }
}
