namespace EdgeQuake.FakeServer;

/// <summary>What every typed wire of the EdgeQuake server shares: token and thinking frames with <c>content</c>, and an error with its code.</summary>
internal abstract class EdgequakeServerEncoder : Encoder
{
    public override bool TextIsContent => true;

    public override (int Status, string Json)? Whole(Said said) => EdgequakeWhole.Query(said);

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Token => Frame.Of(TokenData(text), token: true),
        ContentVerb.Thinking => Frame.Of($$"""{"type":"thinking","content":{{JsonText.Quote(text)}}}"""),
        ContentVerb.Source => Frame.Of(Context($"[{Contexts.Source(text)}]")),
        ContentVerb.Context => Frame.Of(Context(json)),
        ContentVerb.Done => Frame.Of(Done(json, said)),
        ContentVerb.Error => Frame.Of(Error(text, json)),
        _ => Plain(verb, text, json),
    };

    public override string TokenJson(string json) => $$"""{"type":"token","content":{{json}}}""";

    protected abstract string Context(string? json);

    protected abstract string Done(string? json, Said said);

    /// <summary>A text alone is the message of a <c>STREAM_ERROR</c>; a map is the frame's members.</summary>
    internal static string Error(string text, string? json) =>
        json is null
            ? $$"""{"type":"error","message":{{JsonText.Quote(text)}},"code":"STREAM_ERROR"}"""
            : JsonText.With("\"type\":\"error\"", json);
}
