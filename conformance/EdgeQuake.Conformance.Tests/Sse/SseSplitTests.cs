using System.Text;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>However the bytes of a stream are cut, its events are the same, and none waits for a byte more than it needs.</summary>
public sealed class SseSplitTests
{
    private const string Rich =
        "\uFEFF: hello\nretry: 20\nid: 1\nevent: greeting\ndata: Graphs é 🦀\ndata:\ndata:  two\n\n\ndata: lone\n\nevent: ping\n\nid: 2\n\nid: x\0\ndata: e\n\nwords\nda";

    private static readonly string[] s_eols = ["\n", "\r\n", "\r"];

    public static TheoryData<string> Eols => [.. s_eols];

    [Theory]
    [MemberData(nameof(Eols))]
    public void One_cut_anywhere(string eol)
    {
        var bytes = Stream(eol);
        var whole = Heard.Of(bytes).ToString();
        whole.Should().Contain("greeting|Graphs é 🦀\n\n two#1").And.Contain("lone#1").And.Contain("e#2").And.Contain("retry 20").And.Contain(":hello");
        for (var cut = 0; cut <= bytes.Length; cut++)
            Heard.Of(bytes, cut).ToString().Should().Be(whole, "the cut is at {0}", cut);
    }

    [Theory]
    [MemberData(nameof(Eols))]
    public void Two_cuts_anywhere(string eol)
    {
        var bytes = Stream(eol);
        var whole = Heard.Of(bytes).ToString();
        for (var first = 0; first < bytes.Length; first++)
        {
            for (var second = first; second <= Math.Min(bytes.Length, first + 4); second++)
                Heard.Of(bytes, first, second).ToString().Should().Be(whole, "the cuts are at {0} and {1}", first, second);
        }
    }

    [Theory]
    [MemberData(nameof(Eols))]
    public void Byte_by_byte(string eol)
    {
        var bytes = Stream(eol);
        Heard.Of(bytes, Enumerable.Range(1, bytes.Length - 1)).ToString().Should().Be(Heard.Of(bytes).ToString());
    }

    [Fact]
    public void Line_endings_mean_the_same() =>
        s_eols.Select(e => Heard.Of(Stream(e)).ToString()).Distinct().Should().ContainSingle();

    [Theory]
    [InlineData(new byte[] { 0xEF }, "there")]
    [InlineData(new byte[] { 0xEF, 0xBB }, "there")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "hi,there")]
    [InlineData(new byte[] { 0xBB }, "there")]
    public void Part_of_a_byte_order_mark_is_content(byte[] start, string events)
    {
        byte[] stream = [.. start, .. "data:hi\n\ndata:there\n\n"u8];
        for (var cut = 0; cut <= 5; cut++)
            string.Join(',', Heard.Of(stream, cut).Events).Should().Be(events, "the cut is at {0}", cut);
    }

    [Theory]
    [InlineData("data: a\n\n")]
    [InlineData("data: a\r\r")]
    [InlineData("data: a\r\n\r")]
    public void An_event_is_there_with_its_last_needed_byte(string stream)
    {
        using var reader = new SseReader();
        var bytes = Encoding.UTF8.GetBytes(stream);
        Heard.Of(reader, bytes[..^1]).Events.Should().BeEmpty();
        Heard.Of(reader, bytes[^1..]).Events.Should().Equal("a");
        Heard.Of(reader, "\ndata: b\n\n"u8.ToArray()).Events.Should().Equal("b");
    }

    /// <summary>Streams made of the pieces that matter, cut at random places, read the same as in one chunk.</summary>
    [Fact]
    public void Any_stream_any_cut()
    {
        string[] pieces =
        [
            "data", "data:", "data: x", "data:  é", "event: t", "id: 7", "id", "id: \0", "retry: 5", ":c", ":", " ", "🦀", "\uFEFF", "\n", "\n\n", "\r", "\r\n", "\r\n\r\n",
        ];
        var stream = Gen.OneOf(pieces).Array[0, 40].Select(p => Encoding.UTF8.GetBytes(string.Concat(p)));
        stream.SelectMany(b => Gen.Int[0, b.Length].Array[0, 6].Select(c => (Bytes: b, Cuts: c.Order().ToArray())))
            .Sample(s => Heard.Of(s.Bytes, s.Cuts).ToString() == Heard.Of(s.Bytes).ToString(), iter: 20_000);
    }

    private static byte[] Stream(string eol) => Encoding.UTF8.GetBytes(Rich.Replace("\n", eol, StringComparison.Ordinal));
}
