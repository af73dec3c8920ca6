namespace EdgeQuake.FakeServer;

/// <summary>OpenAI-compatible chat completion chunks: a role delta first, content deltas, a chunk with <c>finish_reason</c>, then <c>[DONE]</c>.</summary>
internal sealed class OpenaiChatEncoder : Encoder
{
    public static readonly OpenaiChatEncoder Instance = new();

    private const string Head = "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"scripted\"";

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, bool first)
    {
        var frames = verb switch
        {
            ContentVerb.Token => Frame.Of(TokenData(text), token: true),
            ContentVerb.ToolCall => Frame.Of(Delta($"{{\"tool_calls\":[{json}]}}")),
            ContentVerb.Thinking => Frame.Of(Delta($"{{\"reasoning_content\":{JsonText.Quote(text)}}}")),
            ContentVerb.Usage => Frame.Of($"{{{Head},\"choices\":[],\"usage\":{json}}}"),
            ContentVerb.Finish => Frame.Of(Delta("{}", JsonText.Quote(text))),
            ContentVerb.Done => json is null ? [new Frame(Delta("{}", "\"stop\"")), new Frame("[DONE]")] : [new Frame("[DONE]")],
            ContentVerb.Error => Frame.Of($"{{\"error\":{json ?? $$"""{"message":{{JsonText.Quote(text)}},"type":"server_error","code":null}"""}}}"),
            _ => Plain(verb, text, json),
        };
        return first && verb is ContentVerb.Token or ContentVerb.ToolCall ? [new Frame(Delta("{\"role\":\"assistant\",\"content\":\"\"}")), .. frames!] : frames;
    }

    public override string TokenData(string text) => Delta($"{{\"content\":{JsonText.Quote(text)}}}");

    private static string Delta(string delta, string finish = "null") =>
        $"{{{Head},\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finish}}}]}}";
}
