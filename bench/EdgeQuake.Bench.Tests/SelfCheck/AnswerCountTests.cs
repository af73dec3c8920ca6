using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The cheap reader counts the same wherever the bytes are cut.</summary>
public sealed class AnswerCountTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n12\r\ndata: b\n\ndata: c\n\n\r\n0\r\n\r\n";

    [Fact]
    public void Events_and_end_are_seen_at_every_cut()
    {
        var bytes = Encoding.ASCII.GetBytes(Answer);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var count = new AnswerCount();
            var seen = count.Add(bytes.AsSpan(0, cut));
            count.Ended.Should().Be(cut == bytes.Length);
            (seen + count.Add(bytes.AsSpan(cut))).Should().Be(3);
            (count.Events, count.Ended).Should().Be((3, true), "cut at {0}", cut);
        }
    }

    [Fact]
    public void Byte_by_byte()
    {
        var count = new AnswerCount();
        foreach (var b in Encoding.ASCII.GetBytes(Answer))
        {
            count.Ended.Should().BeFalse();
            count.Add([b]);
        }

        (count.Events, count.Ended).Should().Be((3, true));
    }

    [Fact]
    public void A_script_says_how_many_events_it_has() => new ContenderScript(FakeServer.Protocol.OpenaiChat, 5, TimeSpan.Zero).Events().Should().Be(8, "role, five tokens, finish, [DONE]");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_script_crosses_the_line_to_the_other_process(bool gated, bool whole)
    {
        var script = new ContenderScript(FakeServer.Protocol.Edgequake, 7, TimeSpan.FromMilliseconds(2.5), gated, whole);

        ContenderScript.Read(script.Line().Split(' ')).Should().Be(script);
        ContenderScript.Read(["edgequake", "x", "0", "free", "event"]).Should().BeNull();
    }
}
