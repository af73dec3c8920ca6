using System.Buffers;
using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Where a body ends and what it says, wherever reads cut it.</summary>
public sealed class BodyTrackerTests
{
    private const string Chunked = "5;name=x\r\nhello\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n";

    [Fact]
    public void Chunks_are_followed_through_every_cut()
    {
        for (var cut = 0; cut <= Chunked.Length; cut++)
        {
            var tracker = new BodyTracker(BodyFraming.Chunked);
            Take(tracker, Chunked[..cut], Chunked[cut..]).Should().Be("hello0123456789", "cut at {0}", cut);
            tracker.Complete.Should().BeTrue();
        }

        var early = new BodyTracker(BodyFraming.Chunked);
        Take(early, Chunked[..^1]);
        early.Complete.Should().BeFalse("the last line end is still to come");
    }

    [Theory]
    [InlineData("5\r\nhello\r\nzz\r\n", "zz", "hello")]
    [InlineData("5\r\nhello world", null, "hello")]
    [InlineData("5\r\nhello world\r\n", " world", "hello")]
    [InlineData("-1\r\n", "-1", "")]
    public void Broken_framing_is_named(string raw, string? broken, string body)
    {
        var tracker = new BodyTracker(BodyFraming.Chunked);
        Take(tracker, raw).Should().Be(body);
        (tracker.Broken, tracker.Complete).Should().Be((broken, false));
    }

    [Fact]
    public void A_length_is_counted_and_a_close_delimited_body_never_ends()
    {
        var length = new BodyTracker(BodyFraming.Length, 5);
        Take(length, "hel", "lo").Should().Be("hello");
        length.Complete.Should().BeTrue();
        new BodyTracker(BodyFraming.Length).Complete.Should().BeTrue("nothing is to come");
        var close = new BodyTracker(BodyFraming.Close);
        Take(close, "hel", "lo").Should().Be("hello");
        close.Complete.Should().BeFalse();
    }

    private static string Take(BodyTracker tracker, params string[] reads)
    {
        var body = new ArrayBufferWriter<byte>();
        foreach (var read in reads)
        {
            tracker.Take(Encoding.Latin1.GetBytes(read), body);
        }

        return Encoding.Latin1.GetString(body.WrittenSpan);
    }
}
