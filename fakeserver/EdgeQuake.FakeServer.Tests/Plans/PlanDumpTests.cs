using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A printed plan says every act, its time, and every byte.</summary>
public sealed class PlanDumpTests
{
    private static readonly Plan Sample = new(
        [
            new PlanOp.Respond(200, [new HttpField("content-type", "text/event-stream")], BodyFraming.Chunked, null),
            new PlanOp.Wait(TimeSpan.FromMilliseconds(20)),
            new PlanOp.Write(new byte[] { 0x64, 0x0a, 0xff, 0xe2, 0x82, 0xac }),
            new PlanOp.End(EndKind.Reset),
        ],
        ["ttft=20ms"]);

    [Fact]
    public void Text_has_a_line_an_act_and_shows_bytes_that_are_no_text() =>
        PlanDump.Text(Sample).Should().Be(
            """
                  0.0 ms  head 200, chunked; content-type: text/event-stream
                  0.0 ms  wait 20 ms
                 20.0 ms  write 6 B "d\n\xff€"
                 20.0 ms  end: reset
            drawn: ttft=20ms

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Hex_has_every_byte() => PlanDump.Hex(Sample).Should().Contain("000000  64 0a ff e2 82 ac ").And.Contain(" d.....");
}
