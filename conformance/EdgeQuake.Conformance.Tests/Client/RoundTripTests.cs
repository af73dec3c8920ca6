using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>
/// What the encoder writes the decoder reads: every protocol and shape, every line ending, cut at every byte. The two sides share no wire code, so each checks
/// the other.
/// </summary>
public sealed class RoundTripTests
{
    private const string Answer = "{ comment: up }, { thinking: hm }, { token: Edge }, { token: \"Qu\\\"a\\\\\\n\\u2028k🦀\" }, { done: }";

    private const string Call = "{ tool-call: { id: c1, name: f, arguments: '{\"a\":' } }, { tool-call: { arguments: '1}' } }";

    [Theory]
    [InlineData("shape: documented", "{ source: d }, { token: a }, { text: plain }, { source: e }, { done: }", "Source d, Token a, PlainText plain, Source e, Done ")]
    [InlineData("shape: documented", "{ token: a }, { error: { message: m, code: C } }", "Token a, Error m")]
    [InlineData("shape: v1", "{ token: \"a\\nb\" }, { text: c }, { done: }", "PlainText a\nb, PlainText c")]
    [InlineData("shape: v2", "{ context: [ { id: d }, { id: e } ] }, " + Answer, "Context *, Source d, Source e, Thinking hm, Token Edge, Token Qu\"a\\\n\u2028k🦀, Done , Usage *")]
    [InlineData("shape: v3", "{ source: d }, " + Answer, "Context *, Source d, Thinking hm, Token Edge, Token Qu\"a\\\n\u2028k🦀, Done , Usage *")]
    [InlineData("shape: chat", Answer + ", { title: t }", "Conversation 00000000-0000-4000-8000-0000000000c1, Thinking hm, Token Edge, Token Qu\"a\\\n\u2028k🦀, Done , Usage *, Other *")]
    [InlineData("shape: chat", "{ token: a }, { error: { message: m, code: SAVE_FAILED } }", "Conversation 00000000-0000-4000-8000-0000000000c1, Token a, Error m")]
    [InlineData("shape: graph", "{ metadata: }, { nodes: [ { id: A } ] }, { edges: [] }, { done: }", "Other *, Other *, Other *, Done ")]
    [InlineData("shape: graph", "{ error: { message: m, reason: r } }", "Error m")]
    [InlineData("protocol: openai-chat", Answer, "Empty , Thinking hm, Token Edge, Token Qu\"a\\\n\u2028k🦀, Finish stop, Done ")]
    [InlineData("protocol: openai-chat", "{ refusal: no }, { usage: { total_tokens: 1 } }, { error: m }", "Empty , Refusal no, Usage {\"total_tokens\":1}, Error m")]
    [InlineData("protocol: openai-chat", "{ token: a }, { token: { text: b, choice: 1 } }, { finish: { reason: length, choice: 1 } }, { done: }", "Empty , Token a, Empty , Token b, Finish length, Finish stop, Done ")]
    [InlineData("protocol: openai-chat", Call + ", { done: }", "Empty , ToolCall {\"a\":, ToolCall 1}, Finish tool_calls, Done ")]
    [InlineData("protocol: openai-responses", Answer, "Other *, Other *, Other *, Other *, Thinking hm, Other *, Other *, Other *, Other *, Other *, Token Edge, Token Qu\"a\\\n\u2028k🦀, Other *, Other *, Other *, Done , Usage *")]
    [InlineData("protocol: openai-responses", Call + ", { done: }", "Other *, Other *, ToolCall , ToolCall {\"a\":, ToolCall 1}, Other *, Other *, Done , Usage *")]
    [InlineData("protocol: openai-responses", "{ refusal: no }, { finish: max_output_tokens }, { done: }", "Other *, Other *, Other *, Other *, Refusal no, Other *, Other *, Other *, Finish max_output_tokens, Cut max_output_tokens, Usage *")]
    [InlineData("protocol: openai-responses", "{ error: m }", "Other *, Other *, Error m")]
    [InlineData("protocol: openai-responses", "{ done: { error: { code: c, message: m } } }", "Other *, Other *, Error m")]
    [InlineData("protocol: anthropic", Answer, "Other *, Empty , Thinking hm, Empty , Other *, Empty , Token Edge, Token Qu\"a\\\n\u2028k🦀, Other *, Finish end_turn, Usage {\"output_tokens\":2}, Done ")]
    [InlineData("protocol: anthropic", Call + ", { done: { usage: { output_tokens: 9 } } }", "Other *, ToolCall , ToolCall {\"a\":, ToolCall 1}, Other *, Finish tool_use, Usage {\"output_tokens\":9}, Done ")]
    [InlineData("protocol: anthropic", "{ token: a }, { json: { type: ping } }, { error: m }", "Other *, Empty , Token a, Other *, Other *, Error m")]
    [InlineData("protocol: ollama", "{ thinking: hm }, { token: Edge }, { token: \"Qu\\\"a\\\\\\n\\u2028k🦀\" }, { done: }", "Thinking hm, Token Edge, Token Qu\"a\\\n\u2028k🦀, Finish stop, Done , Usage *")]
    [InlineData("protocol: ollama", "{ tool-call: { name: f, arguments: { a: 1 } } }, { finish: length }, { usage: { eval_count: 7 } }, { done: }", "ToolCall {\"a\":1}, Finish length, Done , Usage *")]
    [InlineData("protocol: ollama", "{ token: a }, { error: m }", "Token a, Error m")]
    public void Every_cut_and_line_ending_reads_the_same(string keys, string steps, string frames)
    {
        var scenario = Load($"{keys}\n  steps: [ {steps} ]");
        foreach (var eol in scenario.Protocol == Protocol.Ollama ? new[] { Eol.Lf, Eol.Crlf } : [Eol.Lf, Eol.Crlf, Eol.Cr])
        {
            var body = Body(scenario, eol);
            Read(scenario, body, body.Length).Should().Be(frames);
            for (var cut = 1; cut < body.Length; cut++)
            {
                Read(scenario, body, cut).Should().Be(frames, $"cut at {cut} with {eol}");
            }
        }
    }

    private static Scenario Load(string keys)
    {
        var set = ScenarioFile.Parse($"- scenario: x\n  {keys}\n", "test.yaml");
        set.Problems.Should().BeEmpty();
        return set.Scenarios[0];
    }

    private static byte[] Body(Scenario scenario, Eol eol) =>
        [.. Planner.Render(scenario, new PlanInput(new Cell(Eol: eol), 0, 1, 0, 1, null)).Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())];

    private static string Read(Scenario scenario, byte[] body, int cut)
    {
        using var reader = new EventReader(scenario.Protocol);
        var sink = new Collector(FrameDecoder.For(scenario.Protocol, scenario.Shape));
        reader.Read(body.AsSpan(0, cut), ref sink);
        reader.Read(body.AsSpan(cut), ref sink);
        return string.Join(", ", sink.Frames);
    }

    /// <summary>Frames as <c>Kind text</c>; the text of those that are whole JSON documents is a star.</summary>
    private sealed class Collector(FrameDecoder decoder) : ISseSink
    {
        public List<string> Frames { get; } = [];

        public void Event(in SseEvent e)
        {
            Add(decoder.Read(e));
            while (decoder.TryNext(out var more))
                Add(more);
        }

        public void Comment(ReadOnlySpan<byte> text)
        {
        }

        public void Retry(TimeSpan time)
        {
        }

        private void Add(in Frame frame)
        {
            var text = Sse.Text(frame.Text);
            Frames.Add($"{frame.Kind} {(text.StartsWith("{\"", StringComparison.Ordinal) && text.Contains("type", StringComparison.Ordinal) || frame.Kind is FrameKind.Usage && text.Length > 30 ? "*" : text)}");
        }
    }
}
