namespace EdgeQuake.FakeServer;

/// <summary>OpenAI-compatible chat completion chunks: a role delta first, content deltas, a chunk with <c>finish_reason</c>, then <c>[DONE]</c>.</summary>
/// <remarks>
/// <c>done:</c> writes the finish chunk (<c>stop</c>) unless <c>finish:</c> did, then the mark. <c>done: {finish: length, usage: {…}}</c> names the reason and
/// puts the usage chunk, whose <c>choices</c> are empty, between the two, as <c>stream_options.include_usage</c> does.
/// </remarks>
internal sealed class OpenaiChatEncoder : Encoder
{
    public static readonly OpenaiChatEncoder Instance = new();

    private const string Head = "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"scripted\"";
    private static readonly string[] DoneKeys = ["usage", "finish"];

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said)
    {
        var frames = verb switch
        {
            ContentVerb.Token => Frame.Of(TokenData(text), token: true),
            ContentVerb.ToolCall => Frame.Of(Delta($"{{\"tool_calls\":[{json}]}}")),
            ContentVerb.Thinking => Frame.Of(Delta($"{{\"reasoning_content\":{JsonText.Quote(text)}}}")),
            ContentVerb.Refusal => Frame.Of(Delta($"{{\"refusal\":{JsonText.Quote(text)}}}")),
            ContentVerb.Usage => Frame.Of(UsageData(json!)),
            ContentVerb.Finish => Frame.Of(Delta("{}", JsonText.Quote(text))),
            ContentVerb.Done => Done(json ?? "{}", said),
            ContentVerb.Error => Frame.Of($"{{\"error\":{json ?? $$"""{"message":{{JsonText.Quote(text)}},"type":"server_error","code":null}"""}}}"),
            _ => Plain(verb, text, json),
        };
        return !said.Content && verb is ContentVerb.Token or ContentVerb.ToolCall or ContentVerb.Thinking or ContentVerb.Refusal
            ? [new Frame(Delta("{\"role\":\"assistant\",\"content\":\"\"}")), .. frames!]
            : frames;
    }

    public override string TokenJson(string json) => Delta($"{{\"content\":{json}}}");

    private static Frame[]? Done(string json, Said said)
    {
        if (JsonText.Names(json).Except(DoneKeys).Any() || (said.Finish is not null && JsonText.Member(json, "finish") is not null))
        {
            return null;
        }

        var usage = JsonText.Raw(json, "usage");
        return
        [
            .. said.Finish is not null ? [] : Frame.Of(Delta("{}", JsonText.Quote(JsonText.Member(json, "finish") ?? "stop"))),
            .. usage is null ? [] : Frame.Of(UsageData(usage)),
            new Frame("[DONE]"),
        ];
    }

    private static string UsageData(string usage) => $"{{{Head},\"choices\":[],\"usage\":{usage}}}";

    private static string Delta(string delta, string finish = "null") =>
        $"{{{Head},\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finish}}}]}}";
}
