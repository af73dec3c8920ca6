using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What one frame means, in each protocol: <c>kind text</c> for every frame of the event.</summary>
public sealed class FrameDecoderTests
{
    [Theory]
    [InlineData("""{"chunk":"Edge","type":"token"}""", "Token Edge")]
    [InlineData("""{"type":"token","content":"Edge"}""", "Token Edge")]
    [InlineData("""{"chunk":"Edge"}""", "Token Edge")]
    [InlineData("""{"\u0063hunk":"Edge","type":"t\u006fken"}""", "Token Edge")]
    [InlineData("""  {"chunk":"Edge","type":"token"}""", "Token Edge")]
    [InlineData("{\n\"chunk\":\"Edge\",\n\"type\":\"token\"\n}", "Token Edge")]
    [InlineData("""{"chunk":"a\n\"b\\\/é\u20AC\ud83e\udd80","type":"token"}""", "Token a\n\"b\\/é€🦀")]
    [InlineData("""{"chunk":"x\ud83d","type":"token"}""", "Token x\uFFFD")]
    [InlineData("""{"chunk":"\udc00\ud83d\ud83dy","type":"token"}""", "Token \uFFFD\uFFFD\uFFFDy")]
    [InlineData("""{"type":"token","a\ud83d":1,"content":"x"}""", "Token x")]
    [InlineData("""{"type":"token","content":null}""", "Empty ")]
    [InlineData("""{"type":"token"}""", "Empty ")]
    [InlineData("""{"type":"token","content":""}""", "Empty ")]
    [InlineData("""{"type":"thinking","content":"Hm"}""", "Thinking Hm")]
    [InlineData("""{"type":"source","source":"graph.pdf#p3"}""", "Source graph.pdf#p3")]
    [InlineData("""{"type":"source","source":{"id":"a","score":1}}""", "Source a")]
    [InlineData("""{"type":"done"}""", "Done ")]
    [InlineData("""{"type":"done","stats":{"tokens_used":3,"x":[{}]},"llm_model":"m"}""", "Done |Usage {\"tokens_used\":3,\"x\":[{}]}")]
    [InlineData("""{"type":"error","message":"boom","code":"STREAM_ERROR"}""", "Error boom STREAM_ERROR")]
    [InlineData("""{"error":{"message":"boom","code":429}}""", "Error boom 429")]
    [InlineData("""{"type":"title_update","title":"x"}""", "Other")]
    [InlineData("""{"type":"conversation","conversation_id":"c1","user_message_id":"u1"}""", "Conversation c1")]
    [InlineData("""{"type":"conversation","conversation_id":null}""", "Other")]
    [InlineData("""{"type":"done","assistant_message_id":"m1","tokens_used":3,"duration_ms":9,"answer":"x"}""", "Done |Usage {\"type\":\"done\",\"assistant_message_id\":\"m1\",\"tokens_used\":3,\"duration_ms\":9,\"answer\":\"x\"}")]
    [InlineData("""{"type":"error","message":"busy","reason":"transient_congestion","retry_after_secs":5}""", "Error busy")]
    [InlineData("""{"type":"error","message":"gone","code":"CONVERSATION_GONE"}""", "Error gone CONVERSATION_GONE")]
    [InlineData("""{"type":"nodes","batch":1,"total_batches":1,"nodes":[{"id":"a","content":"x"}]}""", "Other")]
    [InlineData("""{"type":"done","nodes_count":3,"edges_count":1,"duration_ms":12}""", "Done ")]
    [InlineData("""{"type":"future","content":"x"}""", "Other")]
    [InlineData("{}", "Other")]
    [InlineData("42", "PlainText 42")]
    [InlineData("null", "PlainText null")]
    [InlineData("\"x\"", "PlainText \"x\"")]
    [InlineData("[]", "PlainText []")]
    [InlineData("plain words", "PlainText plain words")]
    [InlineData(" {not json", "PlainText  {not json")]
    [InlineData("", "Empty ")]
    [InlineData("""{"chunk":"Qua""", "Malformed {\"chunk\":\"Qua")]
    [InlineData("{bad", "Malformed {bad")]
    [InlineData("{\"type\":\"done\"}\n{\"type\":\"done\"}", "Malformed {\"type\":\"done\"}\n{\"type\":\"done\"}")]
    [InlineData("""{"type":"token","content":42}""", "Malformed {\"type\":\"token\",\"content\":42}")]
    public void Edgequake(string data, string frames) => Frames(FrameDecoder.For(Protocol.Edgequake), data).Should().Be(frames);

    [Fact]
    public void Edgequake_context_gives_its_sources()
    {
        const string data = """{"type":"context","sources":[{"source_type":"chunk","id":"a","x":{"id":"no"}},{"id":"b"},{"score":1},[]],"query_mode":"mix"}""";
        Frames(FrameDecoder.For(Protocol.Edgequake, Shape.V2), data).Should().Be($"Context {data}|Source a|Source b");
    }

    [Theory]
    [InlineData("""{"chunk":"Edge","type":"token"}""")]
    [InlineData("{bad")]
    [InlineData("Error: boom")]
    [InlineData(" \n ")]
    public void V1_is_text_and_nothing_else(string data) =>
        Frames(FrameDecoder.For(Protocol.Edgequake, Shape.V1), data).Should().Be("PlainText " + data);

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"Edge"},"finish_reason":null}]}""", "Token Edge")]
    [InlineData("""{"choices":[{"delta":{"content":"x"}}],"usage":null}""", "Token x")]
    [InlineData("""{"choices":[{"finish_reason":"stop","delta":{"content":"x"}}]}""", "Token x|Finish stop")]
    [InlineData("""{"choices":[{"index":1,"delta":{"content":"b"}},{"index":0,"delta":{"content":"a"}}]}""", "Token b @1|Token a")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""}}]}""", "Empty ")]
    [InlineData("""{"choices":[{"delta":{"content":null,"refusal":"no"}}]}""", "Refusal no")]
    [InlineData("""{"choices":[{"delta":{}}]}""", "Empty ")]
    [InlineData("""{"choices":[{"delta":{"reasoning_content":"Hm"}}]}""", "Thinking Hm")]
    [InlineData("""{"choices":[],"usage":{"total_tokens":3}}""", "Usage {\"total_tokens\":3}")]
    [InlineData("""{"choices":null}""", "Other")]
    [InlineData("""{"id":"c1"}""", "Other")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":1,"id":"c","function":{"name":"f","arguments":"{\"a"}}]}}]}""", "ToolCall {\"a c f #1")]
    [InlineData("""{"choices":[{"delta":{"function_call":{"name":"f","arguments":"{"}}}]}""", "ToolCall { f")]
    [InlineData("[DONE]", "Done ")]
    [InlineData("[DONE]x", "Malformed [DONE]x")]
    [InlineData(" [DONE]", "Malformed  [DONE]")]
    [InlineData("hello", "Malformed hello")]
    [InlineData("42", "Malformed 42")]
    [InlineData("""{"choices":[{"delta":{"content":7}}]}""", "Malformed {\"choices\":[{\"delta\":{\"content\":7}}]}")]
    [InlineData("""{"choices":[{"delta":{"content":"[DONE]"}}]}""", "Token [DONE]")]
    [InlineData("""{"error":{"message":"boom","type":"server_error","code":null}}""", "Error boom server_error")]
    [InlineData("""{"error":"boom"}""", "Error boom")]
    [InlineData("""{"id":"c1","cho""", "Malformed {\"id\":\"c1\",\"cho")]
    [InlineData("", "Empty ")]
    public void OpenAi(string data, string frames) => Frames(FrameDecoder.For(Protocol.OpenaiChat), data).Should().Be(frames);

    [Theory]
    [InlineData("""{"message":"boom","code":"x"}""", "Error boom x")]
    [InlineData("boom", "Error boom")]
    public void An_event_named_error_is_one(string data, string frames)
    {
        Frames(FrameDecoder.For(Protocol.OpenaiChat), data, "error").Should().Be(frames);
        Frames(FrameDecoder.For(Protocol.Edgequake), data, "error").Should().Be(frames);
    }

    [Fact]
    public void Deep_nesting_and_double_names_do_no_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 300)) + string.Concat(Enumerable.Repeat("]", 300));
        Frames(FrameDecoder.For(Protocol.OpenaiChat), $$$"""{"x":{{{deep}}},"choices":[],"choices":[{"delta":{"content":"a","content":"b"}}]}""").Should().Be("Token b");
    }

    [Fact]
    public void Nothing_after_the_end_mark_is_content()
    {
        var decoder = FrameDecoder.For(Protocol.OpenaiChat);
        Frames(decoder, "[DONE]");
        Frames(decoder, """{"choices":[{"delta":{"content":"x"}}]}""").Should().Be("Other");
        Frames(decoder, """{"error":"late"}""").Should().Be("Other");
        decoder.Conclude(TransportEnd.Broken).Outcome.Should().Be(Outcome.Complete);
    }

    internal static string Frames(FrameDecoder decoder, string data, string type = "")
    {
        var frame = decoder.Read(new SseEvent(Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(data), default));
        if (frame.Kind == FrameKind.Other)
            return "Other";
        var said = Said(frame);
        while (decoder.TryNext(out frame))
            said += "|" + Said(frame);
        return said;
    }

    private static string Said(in Frame f) =>
        $"{f.Kind} {Sse.Text(f.Text)}" + (f.Id.IsEmpty ? "" : " " + Sse.Text(f.Id)) + (f.Name.IsEmpty ? "" : " " + Sse.Text(f.Name))
        + (f.Choice == 0 ? "" : $" @{f.Choice}") + (f.Index == 0 ? "" : $" #{f.Index}");
}
