using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What one frame means in the protocols of OpenAI responses, Anthropic and Ollama, in the members that their servers send.</summary>
public sealed class OtherDecoderTests
{
    [Theory]
    [InlineData("""{"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"Edge","sequence_number":4,"obfuscation":"x1"}""", "Token Edge")]
    [InlineData("""{"delta":"a\nb","type":"response.output_text.delta"}""", "Token a\nb")]
    [InlineData("""{"type":"response.output_text.delta","delta":""}""", "Empty ")]
    [InlineData("""{"type":"response.output_text.delta","delta":7}""", "Malformed {\"type\":\"response.output_text.delta\",\"delta\":7}")]
    [InlineData("""{"type":"response.reasoning_text.delta","delta":"Hm"}""", "Thinking Hm")]
    [InlineData("""{"type":"response.output_item.added","output_index":2,"item":{"id":"fc_1","type":"function_call","call_id":"c1","name":"f","arguments":""}}""", "ToolCall  c1 f")]
    [InlineData("""{"type":"response.output_item.added","output_index":0,"item":{"id":"msg_1","type":"message","content":[]}}""", "Other")]
    [InlineData("""{"type":"response.output_text.done","text":"Edge"}""", "Other")]
    [InlineData("""{"type":"response.completed","response":{"status":"completed","error":null,"incomplete_details":null,"usage":{"total_tokens":3}}}""", "Done |Usage {\"total_tokens\":3}")]
    [InlineData("""{"type":"response.incomplete","response":{"incomplete_details":{"reason":"content_filter"},"usage":null}}""", "Finish content_filter|Cut content_filter")]
    [InlineData("""{"type":"response.failed","response":{"error":{"code":"server_error","message":"boom"}}}""", "Error boom server_error")]
    [InlineData("""{"type":"error","code":"rate_limit_exceeded","message":"slow","param":null,"sequence_number":1}""", "Error slow rate_limit_exceeded")]
    [InlineData("""{"error":{"message":"boom","type":"server_error","code":null}}""", "Error boom server_error")]
    [InlineData("[DONE]", "Other")]
    [InlineData("hello", "Malformed hello")]
    [InlineData("{\"type\":", "Malformed {\"type\":")]
    public void Responses(string data, string frames) => Frames(Protocol.OpenaiResponses, data).Should().Be(frames);

    [Theory]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Edge"}}""", "Token Edge")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}""", "Thinking Hm")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"x"}}""", "Empty ")]
    [InlineData("""{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"a"}}""", "ToolCall {\"a")]
    [InlineData("""{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{}}}""", "ToolCall  t1 f")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""", "Empty ")]
    [InlineData("""{"type":"message_start","message":{"id":"m","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}""", "Other")]
    [InlineData("""{"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"output_tokens":9}}""", "Finish max_tokens|Usage {\"output_tokens\":9}")]
    [InlineData("""{"type":"message_stop"}""", "Done ")]
    [InlineData("""{"type":"ping"}""", "Other")]
    [InlineData("""{"type":"future","text":"x"}""", "Other")]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "Error Overloaded overloaded_error")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":7}}""", "Malformed {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":7}}")]
    [InlineData("x", "Malformed x")]
    public void Anthropic(string data, string frames) => Frames(Protocol.Anthropic, data).Should().Be(frames);

    [Theory]
    [InlineData("""{"model":"m","created_at":"x","message":{"role":"assistant","content":"Edge"},"done":false}""", "Token Edge")]
    [InlineData("""{"model":"m","response":"Edge","done":false}""", "Token Edge")]
    [InlineData("""{"message":{"role":"assistant","content":"","thinking":"Hm"},"done":false}""", "Thinking Hm")]
    [InlineData("""{"message":{"role":"assistant","content":""},"done":false}""", "Empty ")]
    [InlineData("""{"message":{"content":"","tool_calls":[{"function":{"name":"f","arguments":{"a":[1]}}},{"function":{"name":"g","arguments":{}}}]},"done":false}""", "ToolCall {\"a\":[1]} f|ToolCall {} g #1")]
    [InlineData("""{"message":{"content":"!"},"done_reason":"stop","done":true}""", "Token !|Finish stop|Done ")]
    [InlineData("""{"error":"boom"}""", "Error boom")]
    [InlineData("""{"message":{"content":7},"done":false}""", "Malformed {\"message\":{\"content\":7},\"done\":false}")]
    [InlineData("[1]", "Malformed [1]")]
    public void Ollama(string data, string frames) => Frames(Protocol.Ollama, data).Should().Be(frames);

    [Fact]
    public void Ollamas_counts_are_the_last_line_itself()
    {
        const string last = """{"response":"","done":true,"eval_count":3}""";
        Frames(Protocol.Ollama, last).Should().Be($"Done |Usage {last}");
    }

    [Theory]
    [InlineData(Protocol.OpenaiResponses, """{"type":"response.incomplete","response":{"incomplete_details":{"reason":"max_output_tokens"}}}""", Outcome.Incomplete)]
    [InlineData(Protocol.OpenaiResponses, """{"type":"response.output_text.delta","delta":"x"}""", Outcome.Incomplete)]
    [InlineData(Protocol.Anthropic, """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""", Outcome.Incomplete)]
    [InlineData(Protocol.Anthropic, """{"type":"message_stop"}""", Outcome.Complete)]
    [InlineData(Protocol.Ollama, """{"response":"x","done":false}""", Outcome.Incomplete)]
    [InlineData(Protocol.Ollama, """{"response":"","done":true}""", Outcome.Complete)]
    public void Only_the_end_mark_completes(Protocol protocol, string data, Outcome outcome)
    {
        var decoder = FrameDecoder.For(protocol);
        FrameDecoderTests.Frames(decoder, data);
        decoder.Conclude(TransportEnd.CleanEof).Outcome.Should().Be(outcome);
    }

    private static string Frames(Protocol protocol, string data) => FrameDecoderTests.Frames(FrameDecoder.For(protocol), data);
}
