namespace EdgeQuake.FakeServer;

/// <summary>The server's <c>stream_format: v1</c>: raw text frames; an error is text too; the end of the body is the end.</summary>
internal sealed class EdgequakeV1Encoder : Encoder
{
    public static readonly EdgequakeV1Encoder Instance = new();

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, bool first) => verb switch
    {
        ContentVerb.Token => Frame.Of(text, token: true),
        ContentVerb.Done when json is null => [],
        ContentVerb.Error => Frame.Of("Error: " + text, token: true),
        _ => Plain(verb, text, json),
    };

    public override string TokenData(string text) => text;
}
