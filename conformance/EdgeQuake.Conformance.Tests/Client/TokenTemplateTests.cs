using System.Text;
using System.Text.Json;
using CsCheck;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Remembering the bytes around the last token changes the cost of decoding, never its result.</summary>
public sealed class TokenTemplateTests
{
    /// <summary>Each event is read by a decoder that has seen all before it, and by a fresh one; they agree on every frame.</summary>
    [Fact]
    public void A_decoder_with_a_past_reads_like_a_fresh_one()
    {
        var text = Gen.OneOf(Gen.String[0, 6], Gen.OneOf("a", "\"", "\\", "\",\"type\":\"done", "é🦀", "\n"));
        var json = Gen.Select(text, Gen.OneOf("", ",\"o\":\"x\""), Gen.Int[0, 3], (t, o, k) => k switch
        {
            0 => $"{{\"chunk\":{JsonSerializer.Serialize(t)},\"type\":\"token\"{o}}}",
            1 => $"{{\"type\":\"token\",\"content\":{JsonSerializer.Serialize(t)}{o}}}",
            2 => $"{{\"chunk\":\"{t}\",\"type\":\"token\"}}",
            _ => t,
        });
        json.Array[1, 12].Sample(events =>
        {
            var aged = FrameDecoder.For(Protocol.Edgequake);
            return events.All(e => FrameDecoderTests.Frames(aged, e) == FrameDecoderTests.Frames(FrameDecoder.For(Protocol.Edgequake), e));
        });
    }

    /// <summary>Chunks with a padding that varies, and with everything that could be mistaken for one.</summary>
    [Fact]
    public void Nor_does_a_second_string_that_varies()
    {
        var text = Gen.OneOf("a", "b", "é🦀", "\\n", "\\\"", "[DONE]");
        var padding = Gen.OneOf("x", "yy", "", "\\u0041", "\"}", "]}", "error");
        var tail = Gen.OneOf(",\"p\":\"P\"}", ",\"error\":\"P\"}", ",\"p\":\"P\",\"q\":1}", ",\"p:\":\"P\"}", ",\"p\":[\"P\"]}", ",\"P\":null}", "P");
        var chunk = Gen.Select(text, padding, tail, (t, p, e) =>
            $"{{\"choices\":[{{\"delta\":{{\"content\":\"{t}\"}},\"finish_reason\":null}}]{e.Replace("P", p, StringComparison.Ordinal)}");
        Gen.OneOf(chunk, Gen.Select(text, t => $"{{\"choices\":[{{\"delta\":{{\"content\":\"a\"}},\"finish_reason\":\"{t}\"}}]}}")).Array[1, 30].Sample(events =>
        {
            var aged = FrameDecoder.For(Protocol.OpenaiChat);
            return events.All(e => FrameDecoderTests.Frames(aged, e) == FrameDecoderTests.Frames(FrameDecoder.For(Protocol.OpenaiChat), e));
        }, iter: 5_000);
    }

    [Fact]
    public void The_string_that_varies_is_found_and_nothing_else_is()
    {
        Varying("\"},\"p\":\"x\"}", "{\"c\":{\"t\":\"a\"},\"p\":\"yy\"}").Should().Be("yy");
        Varying("\"},\"type\":\"x\"}", "{\"c\":{\"t\":\"a\"},\"type\":\"yy\"}").Should().BeNull("its value means something");
        Varying("\"},\"p\":12}", "{\"c\":{\"t\":\"a\"},\"p\":13}").Should().BeNull("it is no string");
        Varying("\"},\"p\":\"abc:\",\"q\":1}", "{\"c\":{\"t\":\"a\"},\"p\":\"abc:\",\"r\":1}").Should().BeNull("it is a name");
        Varying("\"},\"p\":\"x\",\"q\":1}", "{\"c\":{\"t\":\"a\"},\"p\":\"y\",\"q\":2}").Should().BeNull("more varies");
    }

    private static string? Varying(string known, string data)
    {
        var bytes = Encoding.UTF8.GetBytes(data);
        return VaryingString.Find(Encoding.UTF8.GetBytes(known), bytes, bytes.AsSpan().IndexOf("\"}"u8)) is { } hole ? Encoding.UTF8.GetString(bytes[hole.Start..hole.End]) : null;
    }

    [Theory]
    [InlineData(Protocol.Edgequake, """{"chunk":"TEXT","type":"token"}""")]
    [InlineData(Protocol.OpenaiChat, """{"id":"c","choices":[{"index":0,"delta":{"content":"TEXT"},"logprobs":null,"finish_reason":null}]}""")]
    [InlineData(Protocol.OpenaiChat, """{"id":"c","x":"TEXT","choices":[{"index":0,"delta":{"content":"TEXT"},"finish_reason":null}]}""")]
    public void Decoding_allocates_nothing(Protocol protocol, string frame)
    {
        string[] tokens = ["Edge", " Quake", "\\n", "é", "\\ud83e\\udd80", "\\ud83d", " is"];
        var events = tokens.Select(t => Encoding.UTF8.GetBytes(frame.Replace("TEXT", t, StringComparison.Ordinal))).ToArray();
        var decoder = FrameDecoder.For(protocol);
        Run(decoder, events);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = Run(decoder, events);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        length.Should().Be(100 * "Edge Quake\né🦀\uFFFD is"u8.Length);
    }

    private static int Run(FrameDecoder decoder, byte[][] events)
    {
        var length = 0;
        for (var i = 0; i < 100; i++)
        {
            foreach (var e in events)
                length += decoder.Read(new SseEvent(default, e, default)).Text.Length;
        }

        return length;
    }
}
