using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The outcome by protocol, frames and the end of the bytes: the table of the scenario language.</summary>
public sealed class ConcludeTests
{
    private const string Token = """{"choices":[{"delta":{"content":"x"}}]}""";
    private const string Stop = """{"choices":[{"delta":{},"finish_reason":"stop"}]}""";
    private const string Both = """{"choices":[{"delta":{"content":"x"}},{"index":1,"delta":{"content":"y"}}]}""";

    [Theory]
    [InlineData(Protocol.Edgequake, null, "complete", """{"type":"done"}""")]
    [InlineData(Protocol.Edgequake, null, "incomplete", """{"type":"token","content":"x"}""")]
    [InlineData(Protocol.Edgequake, null, "incomplete", "[DONE]")]
    [InlineData(Protocol.Edgequake, Shape.V1, "complete", "x")]
    [InlineData(Protocol.Edgequake, Shape.V1, "complete")]
    [InlineData(Protocol.Sse, null, "complete")]
    [InlineData(Protocol.Raw, null, "complete", "x")]
    [InlineData(Protocol.OpenaiChat, null, "complete", Token, "[DONE]")]
    [InlineData(Protocol.OpenaiChat, null, "complete", "[DONE]")]
    [InlineData(Protocol.OpenaiChat, null, "complete", Token, Stop)]
    [InlineData(Protocol.OpenaiChat, null, "incomplete", Token)]
    [InlineData(Protocol.OpenaiChat, null, "incomplete")]
    [InlineData(Protocol.OpenaiChat, null, "incomplete", Both, Stop)]
    [InlineData(Protocol.OpenaiChat, null, "incomplete", """{"choices":[],"usage":{}}""")]
    public void A_clean_end(Protocol protocol, Shape? shape, string outcome, params string[] frames) =>
        Words.Of(Read(protocol, shape, frames).Conclude(TransportEnd.CleanEof).Outcome).Should().Be(outcome);

    [Theory]
    [InlineData(TransportEnd.Broken, Outcome.Failed, FailureKind.Network)]
    [InlineData(TransportEnd.Timeout, Outcome.Failed, FailureKind.Timeout)]
    [InlineData(TransportEnd.Cancelled, Outcome.Cancelled, null)]
    public void Any_other_end(TransportEnd transport, Outcome outcome, FailureKind? kind)
    {
        Read(Protocol.OpenaiChat, null, Token, Stop).Conclude(transport).Should().Be(new StreamEnd(outcome, kind));
        Read(Protocol.Sse, null, "x").Conclude(transport).Should().Be(new StreamEnd(outcome, kind));
        Read(Protocol.OpenaiChat, null, Token, "[DONE]").Conclude(transport).Outcome.Should().Be(Outcome.Complete);
    }

    [Fact]
    public void An_error_frame_decides_even_before_an_end_mark() =>
        Read(Protocol.OpenaiChat, null, Token, """{"error":{"message":"boom","code":"c"}}""", "[DONE]").Conclude(TransportEnd.CleanEof)
            .Should().Be(new StreamEnd(Outcome.Failed, FailureKind.Server, "c", "boom"));

    private static FrameDecoder Read(Protocol protocol, Shape? shape, params string[] frames)
    {
        var decoder = FrameDecoder.For(protocol, shape);
        foreach (var frame in frames)
            FrameDecoderTests.Frames(decoder, frame);
        return decoder;
    }
}
