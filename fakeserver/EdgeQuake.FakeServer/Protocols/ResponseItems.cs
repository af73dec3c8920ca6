namespace EdgeQuake.FakeServer;

/// <summary>The items of an OpenAI response: a message with its text or refusal, a reasoning summary, a function call; how each opens, grows, closes and stands in the end.</summary>
internal static class ResponseItems
{
    public static string TextDelta(int item, string json) =>
        $$"""{"type":"response.output_text.delta","item_id":"msg_{{item}}","output_index":{{item}},"content_index":0,"delta":{{json}},"logprobs":[]}""";

    public static string Delta(SaidBlock block, string text) => block.Kind switch
    {
        BlockKind.Thinking => $$"""{"type":"response.reasoning_summary_text.delta",{{At(block)}},"summary_index":0,"delta":{{JsonText.Quote(text)}}}""",
        BlockKind.Refusal => $$"""{"type":"response.refusal.delta",{{At(block)}},"content_index":0,"delta":{{JsonText.Quote(text)}}}""",
        _ => $$"""{"type":"response.function_call_arguments.delta",{{At(block)}},"delta":{{JsonText.Quote(text)}}}""",
    };

    public static IEnumerable<string> Opened(SaidBlock block)
    {
        yield return $$"""{"type":"response.output_item.added","output_index":{{block.Index}},"item":{{Item(block, "in_progress", "", empty: true)}}}""";
        if (block.Kind == BlockKind.Thinking)
        {
            yield return $$"""{"type":"response.reasoning_summary_part.added",{{At(block)}},"summary_index":0,"part":{{Part(block, "")}}}""";
        }
        else if (block.Kind != BlockKind.Tool)
        {
            yield return $$"""{"type":"response.content_part.added",{{At(block)}},"content_index":0,"part":{{Part(block, "")}}}""";
        }
    }

    public static IEnumerable<string> Closed(SaidBlock block)
    {
        var text = JsonText.Quote(block.Text);
        foreach (var frame in block.Kind switch
        {
            BlockKind.Thinking => new[]
            {
                $$"""{"type":"response.reasoning_summary_text.done",{{At(block)}},"summary_index":0,"text":{{text}}}""",
                $$"""{"type":"response.reasoning_summary_part.done",{{At(block)}},"summary_index":0,"part":{{Part(block, block.Text)}}}""",
            },
            BlockKind.Tool => [$$"""{"type":"response.function_call_arguments.done",{{At(block)}},"name":{{JsonText.Quote(block.Call!.Name ?? "")}},"arguments":{{text}}}"""],
            _ =>
            [
                block.Kind == BlockKind.Text
                    ? $$"""{"type":"response.output_text.done",{{At(block)}},"content_index":0,"text":{{text}},"logprobs":[]}"""
                    : $$"""{"type":"response.refusal.done",{{At(block)}},"content_index":0,"refusal":{{text}}}""",
                $$"""{"type":"response.content_part.done",{{At(block)}},"content_index":0,"part":{{Part(block, block.Text)}}}""",
            ],
        })
        {
            yield return frame;
        }

        yield return $$"""{"type":"response.output_item.done","output_index":{{block.Index}},"item":{{Item(block)}}}""";
    }

    /// <summary>The item as it stands when it is done.</summary>
    public static string Item(SaidBlock block) => Item(block, "completed", block.Text, empty: false);

    private static string Item(SaidBlock block, string status, string text, bool empty) => block.Kind switch
    {
        BlockKind.Thinking => $$"""{"id":"{{Id(block)}}","type":"reasoning","summary":[{{(empty ? "" : Part(block, text))}}]}""",
        BlockKind.Tool =>
            $$"""{"id":"{{Id(block)}}","type":"function_call","status":"{{status}}","arguments":{{JsonText.Quote(text)}},"call_id":{{JsonText.Quote(block.Call!.Id ?? $"call_{block.Index}")}},"name":{{JsonText.Quote(block.Call.Name ?? "")}}}""",
        _ => $$"""{"id":"{{Id(block)}}","type":"message","status":"{{status}}","content":[{{(empty ? "" : Part(block, text))}}],"role":"assistant"}""",
    };

    private static string Part(SaidBlock block, string text) => block.Kind switch
    {
        BlockKind.Thinking => $$"""{"type":"summary_text","text":{{JsonText.Quote(text)}}}""",
        BlockKind.Refusal => $$"""{"type":"refusal","refusal":{{JsonText.Quote(text)}}}""",
        _ => $$"""{"type":"output_text","annotations":[],"logprobs":[],"text":{{JsonText.Quote(text)}}}""",
    };

    private static string At(SaidBlock block) => $"\"item_id\":\"{Id(block)}\",\"output_index\":{block.Index}";

    private static string Id(SaidBlock block) => block.Kind switch { BlockKind.Thinking => "rs_", BlockKind.Tool => "fc_", _ => "msg_" } + block.Index;
}
