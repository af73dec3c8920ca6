namespace EdgeQuake.FakeServer;

/// <summary>What a verb looks like in one protocol and shape. A verb that it cannot say encodes to null: the file is then refused, or the case is n/a.</summary>
internal abstract class Encoder
{
    public static Encoder For(Protocol protocol, Shape? shape) => protocol switch
    {
        Protocol.Edgequake => shape switch
        {
            Shape.V1 => EdgequakeV1Encoder.Instance,
            Shape.V2 => EdgequakeV2Encoder.Instance,
            _ => EdgequakeDocumentedEncoder.Instance,
        },
        Protocol.OpenaiChat => OpenaiChatEncoder.Instance,
        _ => SseEncoder.Instance,
    };

    /// <summary>The frames of a verb; null when this wire has no way to say it.</summary>
    /// <param name="first">Nothing was sent on this stream yet.</param>
    public abstract Frame[]? Encode(ContentVerb verb, string text, string? json, bool first);

    /// <summary>The data of one content frame that carries <paramref name="text"/>: <c>${token:TEXT}</c>.</summary>
    public abstract string TokenData(string text);

    /// <summary>What every protocol over Server-Sent Events can say.</summary>
    protected static Frame[]? Plain(ContentVerb verb, string text, string? json) => verb switch
    {
        ContentVerb.Text => Frame.Of(text, token: true),
        ContentVerb.Json => Frame.Of(json ?? text),
        ContentVerb.Comment => [new Frame(null, Comment: text)],
        _ => null,
    };
}
