namespace EdgeQuake.FakeServer;

/// <summary>What a verb looks like in one protocol and shape. A verb that it cannot say encodes to null: the file is then refused, or the case is n/a.</summary>
internal abstract class Encoder
{
    /// <param name="generate">Ollama: the wire of <c>/api/generate</c>, not of <c>/api/chat</c>.</param>
    public static Encoder For(Protocol protocol, Shape? shape, bool generate = false) => protocol switch
    {
        Protocol.Edgequake => shape switch
        {
            Shape.V1 => EdgequakeV1Encoder.Instance,
            Shape.V2 => EdgequakeV2Encoder.Instance,
            Shape.V3 => EdgequakeV3Encoder.Instance,
            Shape.Chat => EdgequakeChatEncoder.Instance,
            Shape.Graph => EdgequakeGraphEncoder.Instance,
            _ => EdgequakeDocumentedEncoder.Instance,
        },
        Protocol.OpenaiChat => OpenaiChatEncoder.Instance,
        Protocol.OpenaiResponses => OpenaiResponsesEncoder.Instance,
        Protocol.Anthropic => AnthropicEncoder.Instance,
        Protocol.Ollama => generate ? OllamaEncoder.Generate : OllamaEncoder.Chat,
        _ => SseEncoder.Instance,
    };

    /// <summary>The media type of a stream.</summary>
    public virtual string ContentType => "text/event-stream";

    /// <summary>Frames are lines of JSON: no fields, no comments, and a bare CR ends nothing.</summary>
    public virtual bool Lines => false;

    /// <summary>Tokens may belong to further choices.</summary>
    public virtual bool HasChoices => false;

    /// <summary>A frame that is no JSON is text of the answer, not an error.</summary>
    public virtual bool TextIsContent => false;

    /// <summary>All that was said as one document, for a request that wants no stream; null = this protocol has none.</summary>
    public virtual (int Status, string Json)? Whole(Said said) => null;

    /// <summary>The frames of a verb; null when this wire has no way to say it, none when it needs no frame.</summary>
    /// <param name="said">What was said on this stream before.</param>
    public abstract Frame[]? Encode(ContentVerb verb, string text, string? json, Said said);

    /// <summary>The data of one content frame that carries <paramref name="text"/>: <c>${token:TEXT}</c>.</summary>
    public string TokenData(string text) => TokenJson(JsonText.Quote(text)) ?? text;

    /// <summary>The data of a content frame whose text is this piece of JSON, right or wrong; null where tokens are not JSON.</summary>
    public abstract string? TokenJson(string json);

    /// <summary>What every protocol over Server-Sent Events can say.</summary>
    protected static Frame[]? Plain(ContentVerb verb, string text, string? json) => verb switch
    {
        ContentVerb.Text => Frame.Of(text, token: true),
        ContentVerb.Json => Frame.Of(json ?? text),
        ContentVerb.Comment => [new Frame(null, Comment: text)],
        _ => null,
    };
}
