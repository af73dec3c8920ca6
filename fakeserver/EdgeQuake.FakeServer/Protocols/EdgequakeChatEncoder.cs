namespace EdgeQuake.FakeServer;

/// <summary>
/// The server's chat stream: <c>conversation</c> always first, then thinking, context and tokens, then <c>done</c> with the stored message's id, and for a new
/// conversation a <c>title_update</c> after it.
/// </summary>
/// <remarks>A script that does not open with <c>conversation:</c> (or a frame of its own, by json or text) gets that frame before its first one.</remarks>
internal sealed class EdgequakeChatEncoder : EdgequakeServerEncoder
{
    public static readonly EdgequakeChatEncoder Instance = new();

    internal const string Conversation = "\"00000000-0000-4000-8000-0000000000c1\"";
    internal const string UserMessage = "\"00000000-0000-4000-8000-0000000000a1\"";
    internal const string AssistantMessage = "\"00000000-0000-4000-8000-0000000000b1\"";

    public override (int Status, string Json)? Whole(Said said) => EdgequakeWhole.Chat(said);

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said)
    {
        var frames = verb switch
        {
            ContentVerb.Conversation => Frame.Of(Opening(json)),
            ContentVerb.Title => Frame.Of($$"""{"type":"title_update","conversation_id":{{Conversation}},"title":{{JsonText.Quote(text)}}}"""),
            _ => base.Encode(verb, text, json, said),
        };
        return frames is null || said.Frames > 0 || verb is ContentVerb.Conversation or ContentVerb.Comment or ContentVerb.Json or ContentVerb.Text
            ? frames
            : [new Frame(Opening(null)), .. frames];
    }

    protected override string Context(string? json) => Contexts.Frame(json);

    protected override string Done(string? json, Said said) =>
        JsonText.Filled("done", json, ("assistant_message_id", AssistantMessage), ("tokens_used", $"{said.Tokens}"), ("duration_ms", "1200"));

    private static string Opening(string? json) => JsonText.Filled("conversation", json, ("conversation_id", Conversation), ("user_message_id", UserMessage));
}
