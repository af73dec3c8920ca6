using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>A frame of the protocol: what the content verbs read their values to. The encoder gives it bytes.</summary>
/// <param name="Text">The verb's plain value; null = it has a map or list.</param>
/// <param name="Json">Its map or list as JSON text.</param>
internal sealed record ContentStep(Place Where, ContentVerb Verb, string? Text, string? Json) : Step(Where)
{
    public override string Name => Words.Of(Verb);

    public static VerbReader OfText(ContentVerb verb) => (r, value, at) => r.Text(value, Words.Of(verb)) is { } text ? [new ContentStep(at, verb, text, null)] : [];

    public static VerbReader OfJson(ContentVerb verb) => (_, value, at) => [new ContentStep(at, verb, null, YamlToJson.Text(value))];

    public static VerbReader OfMap(ContentVerb verb) => (r, value, at) => value is YamlMappingNode ? OfJson(verb)(r, value, at) : Refused(r, verb, value, "a map");

    /// <param name="member">Where the list stands in the frame: a map without it is a slip of the pen.</param>
    public static VerbReader OfListOrMap(ContentVerb verb, string member, string expected) => (r, value, at) =>
        value is YamlSequenceNode || (value is YamlMappingNode map && map.Children.ContainsKey(new YamlScalarNode(member)))
            ? OfJson(verb)(r, value, at)
            : Refused(r, verb, value, $"{expected}, or the frame's members with {member} among them");

    public static VerbReader OfMapOrNothing(ContentVerb verb) => (r, value, at) => Reading.IsNull(value) ? [new ContentStep(at, verb, "", null)] : OfMap(verb)(r, value, at);

    public static VerbReader OfTextOrMap(ContentVerb verb) => (r, value, at) => value is YamlScalarNode
        ? [new ContentStep(at, verb, Reading.IsNull(value) ? "" : r.Text(value, Words.Of(verb)), null)]
        : OfMap(verb)(r, value, at);

    /// <summary>A text, or a map of the text and the choice that it belongs to: <c>{ text: b, choice: 1 }</c>.</summary>
    /// <param name="name">What the text is called in the map.</param>
    public static VerbReader OfTextOrChoice(ContentVerb verb, string name) => (r, value, at) =>
    {
        if (value is not YamlMappingNode)
        {
            return OfText(verb)(r, value, at);
        }

        var f = new Fields(r, value, Words.Of(verb));
        var (text, choice) = (f.Text(name), f.Number("choice"));
        return text is not null && choice is { } number ? [new ContentStep(at, verb, text, $"{{\"choice\":{number}}}")] : Refused(r, verb, value, $"{{{name}: …, choice: 1}}, or {name} alone");
    };

    internal override IReadOnlyList<FrameBytes>? Frames(Rendering r)
    {
        if (Verb is ContentVerb.Token or ContentVerb.Finish && Json is not null && !r.Encoder.HasChoices)
        {
            return null;
        }

        var frames = r.Encoder.Encode(Verb, Template.Expand(Text ?? "", r), Expanded(r), r.Said);
        return frames is null ? null : FrameBytes.Of(frames, r.Line);
    }

    internal override EndKind? Play(Rendering r)
    {
        var frames = Frames(r) ?? throw NoFrame(r);
        r.Add(frames);
        r.Said = r.Said.After(Verb == ContentVerb.Text && r.Encoder.TextIsContent ? ContentVerb.Token : Verb, Template.Expand(Text ?? "", r), Expanded(r), frames.Count);
        return null;
    }

    private string? Expanded(Rendering r) => Json is { } json ? Template.ExpandJson(json, r) : null;

    private static Step[] Refused(Reading r, ContentVerb verb, YamlNode value, string expected)
    {
        r.Add(value, $"{Words.Of(verb)} is {Reading.KindOf(value)}", expected);
        return [];
    }
}
