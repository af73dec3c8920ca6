using System.Globalization;

namespace EdgeQuake.FakeServer;

/// <summary>OpenAI-compatible chat completion chunks: a role delta first, content deltas, a chunk with <c>finish_reason</c>, then <c>[DONE]</c>.</summary>
/// <remarks>
/// <c>done:</c> writes the finish chunk (<c>stop</c>, or <c>tool_calls</c> after one) of every choice that has none, then the mark. <c>done: {finish: length,
/// usage: {…}}</c> names the reason and puts the usage chunk, whose <c>choices</c> are empty, between the two, as <c>stream_options.include_usage</c> does.
/// </remarks>
internal sealed class OpenaiChatEncoder : Encoder
{
    public static readonly OpenaiChatEncoder Instance = new();

    private const string Head = "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"scripted\"";
    private static readonly string[] DoneKeys = ["usage", "finish"];

    public override bool HasChoices => true;

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said)
    {
        var choice = verb is ContentVerb.Token or ContentVerb.Finish ? Said.Choice(json) : 0;
        var frames = verb switch
        {
            ContentVerb.Token => Frame.Of(Delta($"{{\"content\":{JsonText.Quote(text)}}}", choice), token: true),
            ContentVerb.ToolCall => Frame.Of(Delta($"{{\"tool_calls\":[{Call(json ?? "{}", said)}]}}")),
            ContentVerb.Thinking => Frame.Of(Delta($"{{\"reasoning_content\":{JsonText.Quote(text)}}}")),
            ContentVerb.Refusal => Frame.Of(Delta($"{{\"refusal\":{JsonText.Quote(text)}}}")),
            ContentVerb.Usage => Frame.Of(UsageData(json!)),
            ContentVerb.Finish => Frame.Of(Delta("{}", choice, JsonText.Quote(text))),
            ContentVerb.Done => Done(json ?? "{}", said),
            ContentVerb.Error => Frame.Of($"{{\"error\":{ErrorData(text, json)}}}"),
            _ => Plain(verb, text, json),
        };
        return verb is ContentVerb.Token or ContentVerb.ToolCall or ContentVerb.Thinking or ContentVerb.Refusal && !said.Choices.ContainsKey(choice)
            ? [new Frame(Delta("{\"role\":\"assistant\",\"content\":\"\"}", choice)), .. frames!]
            : frames;
    }

    public override string TokenJson(string json) => Delta($"{{\"content\":{json}}}");

    /// <summary>One completion of the first choice, where no stream was asked for.</summary>
    public override (int Status, string Json)? Whole(Said said)
    {
        if (said.Error is { } error)
        {
            return (500, $"{{\"error\":{ErrorData(error.Text, error.Json)}}}");
        }

        var (text, refusal, shut) = (said.TextOf(BlockKind.Text), said.TextOf(BlockKind.Refusal), said.Shut());
        var calls = string.Join(',', shut.Closed.Where(b => b.Kind == BlockKind.Tool).Select((b, i) => Nested(b.Call!.Id ?? $"call_{i}", b.Call.Name, b.Text)));
        var message = $"{{\"role\":\"assistant\",\"content\":{(text.Length > 0 || calls.Length == 0 ? JsonText.Quote(text) : "null")},\"refusal\":{(refusal.Length > 0 ? JsonText.Quote(refusal) : "null")}{(calls.Length > 0 ? $",\"tool_calls\":[{calls}]" : "")}}}";
        return (200, string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"scripted\",\"choices\":[{{\"index\":0,\"message\":{message},\"logprobs\":null,\"finish_reason\":{JsonText.Quote(said.Finish ?? Reason(shut))}}}],\"usage\":{said.Usage ?? $"{{\"prompt_tokens\":1,\"completion_tokens\":{said.Tokens},\"total_tokens\":{said.Tokens + 1}}}"}}}"));
    }

    private static string ErrorData(string text, string? json) => json ?? $$"""{"message":{{JsonText.Quote(text)}},"type":"server_error","code":null}""";

    private static Frame[]? Done(string json, Said said)
    {
        var reason = JsonText.Member(json, "finish");
        if (JsonText.Names(json).Except(DoneKeys).Any() || (said.Finish is not null && reason is not null))
        {
            return null;
        }

        var open = said.Choices.ContainsKey(0) || said.Choices.IsEmpty ? said.Choices.SetItem(0, said.Finish) : said.Choices;
        var usage = JsonText.Raw(json, "usage");
        return
        [
            .. open.Where(c => c.Value is null).Select(c => new Frame(Delta("{}", c.Key, JsonText.Quote(c.Key == 0 ? reason ?? Reason(said) : "stop")))),
            .. usage is null ? [] : Frame.Of(UsageData(usage)),
            new Frame("[DONE]"),
        ];
    }

    private static string Reason(Said said) => said.Shut().Closed is [.., { Kind: BlockKind.Tool }] ? "tool_calls" : "stop";

    /// <summary>As the author nests it, or <c>{id, name, arguments}</c> nested and counted for him.</summary>
    private static string Call(string json, Said said)
    {
        if (JsonText.Raw(json, "function") is not null || JsonText.Member(json, "name") is null && JsonText.Member(json, "arguments") is null)
        {
            return json;
        }

        var call = ToolCall.Of(json);
        var calls = said.Shut().Closed.Count(b => b.Kind == BlockKind.Tool);
        var index = call.Index ?? (said.Open is { Kind: BlockKind.Tool } open && call.Continues(open.Call!) ? calls - 1 : calls);
        return call.Name is null
            ? $"{{\"index\":{index},\"function\":{{\"arguments\":{JsonText.Quote(call.Arguments)}}}}}"
            : $"{{\"index\":{index},{Nested(call.Id ?? $"call_{index}", call.Name, call.Arguments)[1..]}";
    }

    private static string Nested(string id, string? name, string arguments) =>
        $"{{\"id\":{JsonText.Quote(id)},\"type\":\"function\",\"function\":{{\"name\":{JsonText.Quote(name ?? "")},\"arguments\":{JsonText.Quote(arguments)}}}}}";

    private static string UsageData(string usage) => $"{{{Head},\"choices\":[],\"usage\":{usage}}}";

    private static string Delta(string delta, int choice = 0, string finish = "null") =>
        $"{{{Head},\"choices\":[{{\"index\":{choice},\"delta\":{delta},\"finish_reason\":{finish}}}]}}";
}
