namespace EdgeQuake.FakeServer;

/// <summary>Anthropic messages: <c>message_start</c>, content blocks of text, thinking and tool use, <c>message_delta</c> with the stop reason, <c>message_stop</c>.</summary>
/// <remarks>
/// <c>usage:</c> is held back for the <c>message_delta</c>, as the API does; <c>done: {finish: max_tokens, usage: {…}}</c> names both. A ping is <c>json: {type: ping}</c>.
/// </remarks>
internal sealed class AnthropicEncoder : BlockEncoder
{
    public static readonly AnthropicEncoder Instance = new();

    private static readonly string[] DoneKeys = ["finish", "usage"];

    public override string TokenJson(string json) => Delta(0, $$"""{"type":"text_delta","text":{{json}}}""");

    /// <summary>The whole message, where no stream was asked for.</summary>
    public override (int Status, string Json)? Whole(Said said)
    {
        if (said.Error is { } error)
        {
            return (500, ErrorData(error.Text, error.Json));
        }

        var content = said.Shut().Closed.Select(b => b.Kind == BlockKind.Tool ? Tool(b, JsonText.ObjectOr(b.Text, "{}")!) : Plain(b.Kind, JsonText.Quote(b.Text), "c2ln"));
        return (200, Message(string.Join(',', content), JsonText.Quote(said.Finish ?? Reason(said)), said.Usage ?? $$"""{"input_tokens":1,"output_tokens":{{said.Tokens}}}"""));
    }

    protected override IEnumerable<string> Opening() => ["{\"type\":\"message_start\",\"message\":" + Message("", "null", "{\"input_tokens\":1,\"output_tokens\":1}") + "}"];

    protected override IEnumerable<string> Opened(SaidBlock block) =>
        [$$"""{"type":"content_block_start","index":{{block.Index}},"content_block":{{(block.Kind == BlockKind.Tool ? Tool(block, "{}") : Plain(block.Kind, "\"\"", ""))}}}"""];

    /// <summary>Thinking is signed before it is closed.</summary>
    protected override IEnumerable<string> Closed(SaidBlock block) =>
    [
        .. block.Kind == BlockKind.Thinking ? [Delta(block.Index, """{"type":"signature_delta","signature":"c2ln"}""")] : Array.Empty<string>(),
        $$"""{"type":"content_block_stop","index":{{block.Index}}}""",
    ];

    protected override IEnumerable<string>? Own(ContentVerb verb, string text, string? json, Said said, Said next) => verb switch
    {
        ContentVerb.Token => [Delta(next.Open!.Index, $$"""{"type":"text_delta","text":{{JsonText.Quote(text)}}}""")],
        ContentVerb.Thinking => [Delta(next.Open!.Index, $$"""{"type":"thinking_delta","thinking":{{JsonText.Quote(text)}}}""")],
        ContentVerb.ToolCall => ToolCall.Of(json ?? "{}").Arguments is { Length: > 0 } piece ? [Delta(next.Open!.Index, $$"""{"type":"input_json_delta","partial_json":{{JsonText.Quote(piece)}}}""")] : [],
        ContentVerb.Usage => said.Finish is { } given ? [Stop(given, json)] : [],
        ContentVerb.Finish => [Stop(text, said.Usage)],
        ContentVerb.Done => Done(json ?? "{}", said),
        ContentVerb.Error => [ErrorData(text, json)],
        _ => null,
    };

    private static string ErrorData(string text, string? json) =>
        "{\"type\":\"error\",\"error\":"
        + JsonText.Filled(json is null ? "overloaded_error" : JsonText.Member(json, "type") ?? "api_error", json, ("message", JsonText.Quote(text))) + "}";

    private static IEnumerable<string>? Done(string json, Said said)
    {
        var reason = JsonText.Member(json, "finish");
        if (JsonText.Names(json).Except(DoneKeys).Any() || (said.Finish is not null && reason is not null))
        {
            return null;
        }

        return [.. said.Finish is null ? [Stop(reason ?? Reason(said), JsonText.Raw(json, "usage") ?? said.Usage ?? Counted(said))] : Array.Empty<string>(), """{"type":"message_stop"}"""];
    }

    private static string Plain(BlockKind kind, string text, string signature) => kind == BlockKind.Text
        ? $$"""{"type":"text","text":{{text}}}"""
        : $$"""{"type":"thinking","thinking":{{text}},"signature":"{{signature}}"}""";

    private static string Tool(SaidBlock block, string input) =>
        $$"""{"type":"tool_use","id":{{JsonText.Quote(block.Call!.Id ?? $"toolu_{block.Index}")}},"name":{{JsonText.Quote(block.Call.Name ?? "")}},"input":{{input}}}""";

    private static string Reason(Said said) => said.Shut().Closed.Exists(b => b.Kind == BlockKind.Tool) ? "tool_use" : "end_turn";

    private static string Counted(Said said) => $$"""{"output_tokens":{{said.Tokens}}}""";

    private static string Stop(string reason, string? usage) =>
        $$"""{"type":"message_delta","delta":{"stop_reason":{{JsonText.Quote(reason)}},"stop_sequence":null},"usage":{{usage ?? "{\"output_tokens\":1}"}}}""";

    private static string Delta(int index, string delta) => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}""";

    private static string Message(string content, string reason, string usage) =>
        $$"""{"id":"msg_1","type":"message","role":"assistant","model":"scripted","content":[{{content}}],"stop_reason":{{reason}},"stop_sequence":null,"usage":{{usage}}}""";
}
