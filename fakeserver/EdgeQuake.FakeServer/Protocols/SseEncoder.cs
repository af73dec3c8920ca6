namespace EdgeQuake.FakeServer;

/// <summary>Plain Server-Sent Events (WHATWG HTML 9.2): a token is an event whose data it is; there is no end mark, so <c>done:</c> writes nothing.</summary>
internal sealed class SseEncoder : Encoder
{
    public static readonly SseEncoder Instance = new();

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Token => Frame.Of(text, token: true),
        ContentVerb.Done => json is null ? [] : null,
        _ => Plain(verb, text, json),
    };

    public override string? TokenJson(string json) => null;
}
