namespace EdgeQuake.FakeServer;

/// <summary>Ollama's JSON lines: one object a line, the last one <c>done:true</c> with its counts. <c>/api/generate</c> says <c>response</c> where <c>/api/chat</c> says <c>message</c>.</summary>
/// <remarks>Lines have no comments and no event types. <c>finish:</c> and <c>usage:</c> are held back for the last line; a tool call is whole, its arguments an object.</remarks>
internal sealed class OllamaEncoder(bool generate) : Encoder
{
    public static readonly OllamaEncoder Chat = new(generate: false);
    public static readonly OllamaEncoder Generate = new(generate: true);

    private const string Head = "\"model\":\"scripted\",\"created_at\":\"2024-01-01T00:00:00Z\"";
    private static readonly string[] DoneKeys = ["finish", "usage"];

    public override string ContentType => "application/x-ndjson";

    public override bool Lines => true;

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Token => Line(TokenData(text), token: true),
        ContentVerb.Thinking => Line(Part("\"\"", $",\"thinking\":{JsonText.Quote(text)}")),
        ContentVerb.ToolCall => generate || Call(json ?? "{}") is not { } call ? null : Line(Part("\"\"", $",\"tool_calls\":[{call}]")),
        ContentVerb.Finish or ContentVerb.Usage => [],
        ContentVerb.Done => Done(json ?? "{}", said) is { } done ? Line(done) : null,
        ContentVerb.Error => Line(ErrorData(text, json)),
        ContentVerb.Json => Line(json ?? text),
        ContentVerb.Text => text.Contains('\n', StringComparison.Ordinal) ? null : Line(text, token: true),
        _ => null,
    };

    public override string TokenJson(string json) => Part(json, "");

    public override (int Status, string Json)? Whole(Said said)
    {
        if (said.Error is { } error)
        {
            return (500, ErrorData(error.Text, error.Json));
        }

        var shut = said.Shut();
        var thinking = shut.TextOf(BlockKind.Thinking);
        var calls = string.Join(',', shut.Closed.Where(b => b.Kind == BlockKind.Tool).Select(b => Call(b)));
        var more = (thinking.Length > 0 ? $",\"thinking\":{JsonText.Quote(thinking)}" : "") + (calls.Length > 0 && !generate ? $",\"tool_calls\":[{calls}]" : "");
        return (200, Last(JsonText.Quote(shut.TextOf(BlockKind.Text)), more, said.Finish ?? "stop", said.Usage ?? "{}", said));
    }

    private static string ErrorData(string text, string? json) =>
        json is null ? $$"""{"error":{{JsonText.Quote(text)}}}"""
        : JsonText.Raw(json, "error") is not null ? json
        : $$"""{"error":{{JsonText.Raw(json, "message") ?? "\"\""}}}""";

    private static Frame[] Line(string json, bool token = false) => [new Frame(json, token, Bare: true)];

    private string? Done(string json, Said said)
    {
        var reason = JsonText.Member(json, "finish");
        return JsonText.Names(json).Except(DoneKeys).Any() || (said.Finish is not null && reason is not null)
            ? null
            : Last("\"\"", "", reason ?? said.Finish ?? "stop", JsonText.Raw(json, "usage") ?? said.Usage ?? "{}", said);
    }

    private string Last(string text, string more, string reason, string usage, Said said)
    {
        var counts = JsonText.Members(usage, ("total_duration", "1245000000"), ("load_duration", "1000000"), ("prompt_eval_count", "1"), ("prompt_eval_duration", "45000000"),
            ("eval_count", $"{said.Tokens}"), ("eval_duration", "1200000000"));
        return $"{{{Head},{Content(text, more)},\"done\":true,\"done_reason\":{JsonText.Quote(reason)}{(generate ? ",\"context\":[1]" : "")}{counts}}}";
    }

    private string Part(string text, string more) => $"{{{Head},{Content(text, more)},\"done\":false}}";

    private string Content(string text, string more) =>
        generate ? $"\"response\":{text}{more}" : $"\"message\":{{\"role\":\"assistant\",\"content\":{text}{more}}}";

    private static string? Call(string json) => ToolCall.Of(json) is var call && JsonText.ObjectOr(call.Arguments, null) is { } arguments ? Function(call.Name, arguments) : null;

    private static string Call(SaidBlock block) => Function(block.Call!.Name, JsonText.ObjectOr(block.Text, "{}")!);

    private static string Function(string? name, string arguments) => $"{{\"function\":{{\"name\":{JsonText.Quote(name ?? "")},\"arguments\":{arguments}}}}}";
}
