namespace EdgeQuake.FakeServer;

/// <summary>The wire that EdgeQuake's streaming guide documents: <c>chunk</c> before <c>type</c>, sources between tokens, <c>{"type":"done"}</c> at the end.</summary>
internal sealed class EdgequakeDocumentedEncoder : Encoder
{
    public static readonly EdgequakeDocumentedEncoder Instance = new();

    public override bool TextIsContent => true;

    public override (int Status, string Json)? Whole(Said said) => EdgequakeWhole.Query(said);

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Token => Frame.Of(TokenData(text), token: true),
        ContentVerb.Source => Frame.Of($$"""{"type":"source","source":{{JsonText.Quote(text)}}}"""),
        ContentVerb.Done => Frame.Of(JsonText.With("\"type\":\"done\"", json)),
        ContentVerb.Error => Frame.Of(EdgequakeServerEncoder.Error(text, json)),
        _ => Plain(verb, text, json),
    };

    public override string TokenJson(string json) => $$"""{"chunk":{{json}},"type":"token"}""";
}
