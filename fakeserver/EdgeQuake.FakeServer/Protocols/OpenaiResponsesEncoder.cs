namespace EdgeQuake.FakeServer;

/// <summary>OpenAI responses: <c>response.created</c>, an item for each run of text, reasoning or function call, and <c>response.completed</c> with all of it again.</summary>
/// <remarks>
/// <c>finish:</c> and <c>usage:</c> are held back for the end. A finish of <c>max_output_tokens</c> or <c>content_filter</c> ends with <c>response.incomplete</c>;
/// <c>done: {error: {code, message}}</c> with <c>response.failed</c>; <c>error:</c> is the <c>error</c> event.
/// </remarks>
internal sealed class OpenaiResponsesEncoder : BlockEncoder
{
    public static readonly OpenaiResponsesEncoder Instance = new();

    private static readonly string[] DoneKeys = ["finish", "usage", "error"];
    private static readonly string Begun = Response("in_progress", "", "null", "null", "null");

    public override string TokenJson(string json) => ResponseItems.TextDelta(0, json);

    public override (int Status, string Json)? Whole(Said said) => said.Error is { } error
        ? (500, "{\"error\":" + JsonText.Filled("server_error", error.Json, ("code", "\"server_error\""), ("message", JsonText.Quote(error.Text))) + "}")
        : (200, End(said.Finish, said.Usage, null, said).Response);

    protected override IEnumerable<string> Opening() =>
    [
        $$"""{"type":"response.created","response":{{Begun}}}""",
        $$"""{"type":"response.in_progress","response":{{Begun}}}""",
    ];

    protected override IEnumerable<string> Opened(SaidBlock block) => ResponseItems.Opened(block);

    protected override IEnumerable<string> Closed(SaidBlock block) => ResponseItems.Closed(block);

    protected override IEnumerable<string>? Own(ContentVerb verb, string text, string? json, Said said, Said next) => verb switch
    {
        ContentVerb.Token => [ResponseItems.TextDelta(next.Open!.Index, JsonText.Quote(text))],
        ContentVerb.Thinking or ContentVerb.Refusal => [ResponseItems.Delta(next.Open!, text)],
        ContentVerb.ToolCall => ToolCall.Of(json ?? "{}").Arguments is { Length: > 0 } piece ? [ResponseItems.Delta(next.Open!, piece)] : [],
        ContentVerb.Finish or ContentVerb.Usage => [],
        ContentVerb.Done => Done(json ?? "{}", said, next),
        ContentVerb.Error => [JsonText.Filled("error", json, ("code", "\"server_error\""), ("message", JsonText.Quote(text)), ("param", "null"))],
        _ => null,
    };

    protected override string Numbered(string json, int number) => $$"""{{json[..^1]}},"sequence_number":{{number}}}""";

    private static IEnumerable<string>? Done(string json, Said said, Said next)
    {
        var reason = JsonText.Member(json, "finish");
        if (JsonText.Names(json).Except(DoneKeys).Any() || (said.Finish is not null && reason is not null))
        {
            return null;
        }

        var (word, response) = End(reason ?? said.Finish, JsonText.Raw(json, "usage") ?? said.Usage, JsonText.Raw(json, "error"), next);
        return [$$"""{"type":"response.{{word}}","response":{{response}}}"""];
    }

    private static (string Word, string Response) End(string? finish, string? usage, string? error, Said said)
    {
        var cut = finish is not (null or "stop" or "tool_calls" or "completed");
        var word = error is not null ? "failed" : cut ? "incomplete" : "completed";
        var output = string.Join(',', said.Shut().Closed.Select(ResponseItems.Item));
        return (word, Response(word, output, error ?? "null", cut ? $$"""{"reason":{{JsonText.Quote(finish!)}}}""" : "null", usage ?? Counted(said)));
    }

    private static string Counted(Said said) =>
        $$"""{"input_tokens":1,"input_tokens_details":{"cached_tokens":0},"output_tokens":{{said.Tokens}},"output_tokens_details":{"reasoning_tokens":0},"total_tokens":{{said.Tokens + 1}}}""";

    private static string Response(string status, string output, string error, string incomplete, string usage) =>
        $$"""{"id":"resp_1","object":"response","created_at":1700000000,"status":"{{status}}","error":{{error}},"incomplete_details":{{incomplete}},"model":"scripted","output":[{{output}}],"parallel_tool_calls":true,"tool_choice":"auto","tools":[],"usage":{{usage}}}""";
}
