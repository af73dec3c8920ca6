namespace EdgeQuake.FakeServer;

/// <summary>The server's <c>stream_format: v1</c>: raw text frames; an error is text too; the end of the body is the end, so <c>done:</c> writes nothing.</summary>
internal sealed class EdgequakeV1Encoder : Encoder
{
    public static readonly EdgequakeV1Encoder Instance = new();

    public override bool TextIsContent => true;

    public override (int Status, string Json)? Whole(Said said) => EdgequakeWhole.Query(said);

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Token => Frame.Of(text, token: true),
        ContentVerb.Done => json is null ? [] : null,
        ContentVerb.Error => Frame.Of("Error: " + (json is null ? text : JsonText.Member(json, "message") ?? json), token: true),
        _ => Plain(verb, text, json),
    };

    public override string? TokenJson(string json) => null;
}
