namespace EdgeQuake.FakeServer;

/// <summary>The server's default, <c>stream_format: v2</c>: context, then token and thinking frames with <c>content</c>, then done or error.</summary>
internal sealed class EdgequakeV2Encoder : Encoder
{
    public static readonly EdgequakeV2Encoder Instance = new();

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Token => Frame.Of(TokenData(text), token: true),
        ContentVerb.Thinking => Frame.Of($$"""{"type":"thinking","content":{{JsonText.Quote(text)}}}"""),
        ContentVerb.Source => Frame.Of(ContextData($$"""[{"source_type":"chunk","id":{{JsonText.Quote(text)}},"score":0.9,"snippet":null}]""")),
        ContentVerb.Context => Frame.Of(ContextData(json ?? "[]")),
        ContentVerb.Done => Frame.Of(JsonText.With("\"type\":\"done\"", json)),
        ContentVerb.Error => Frame.Of(ErrorData(text, json)),
        _ => Plain(verb, text, json),
    };

    public override string TokenJson(string json) => $$"""{"type":"token","content":{{json}}}""";

    internal static string ErrorData(string text, string? json) =>
        json is null
            ? $$"""{"type":"error","message":{{JsonText.Quote(text)}},"code":"STREAM_ERROR"}"""
            : JsonText.With("\"type\":\"error\"", json);

    private static string ContextData(string sources) => $$"""{"type":"context","sources":{{sources}},"query_mode":"mix","retrieval_time_ms":45}""";
}
