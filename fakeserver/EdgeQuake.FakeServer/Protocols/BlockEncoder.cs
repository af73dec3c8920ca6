namespace EdgeQuake.FakeServer;

/// <summary>A protocol that puts its content in blocks: opened before their first piece, closed when other content or the end follows.</summary>
/// <remarks><c>said → next: open the stream · close the block that ends · open the block that begins · the verb's own frames</c></remarks>
internal abstract class BlockEncoder : Encoder
{
    public sealed override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said)
    {
        if (verb is ContentVerb.Comment or ContentVerb.Json or ContentVerb.Text)
        {
            return verb == ContentVerb.Json ? [Typed(json ?? text)] : Plain(verb, text, json);
        }

        var next = said.After(verb, text, json, 0);
        List<string> events = [];
        if (said.Frames == 0)
        {
            events.AddRange(Opening());
        }

        if (said.Open is { } ended && next.Open?.Index != ended.Index)
        {
            events.AddRange(Closed(ended));
        }

        if (next.Open is { } begun && said.Open?.Index != begun.Index)
        {
            events.AddRange(Opened(begun));
        }

        if (Own(verb, text, json, said, next) is not { } own)
        {
            return null;
        }

        events.AddRange(own);
        return [.. events.Select((e, i) => Typed(Numbered(e, said.Frames + i)) with { Token = verb == ContentVerb.Token && i == events.Count - 1 })];
    }

    /// <summary>The frames that come first, whatever is said.</summary>
    protected abstract IEnumerable<string> Opening();

    protected abstract IEnumerable<string> Opened(SaidBlock block);

    protected abstract IEnumerable<string> Closed(SaidBlock block);

    /// <summary>The frames of the verb itself; null where the protocol has none for it.</summary>
    protected abstract IEnumerable<string>? Own(ContentVerb verb, string text, string? json, Said said, Said next);

    /// <summary>The frame with its number, where frames are numbered.</summary>
    protected virtual string Numbered(string json, int number) => json;

    /// <summary>The frame's type stands in its event line too.</summary>
    private static Frame Typed(string json) => new(json, Type: json.StartsWith('{') ? JsonText.Member(json, "type") : null);
}
