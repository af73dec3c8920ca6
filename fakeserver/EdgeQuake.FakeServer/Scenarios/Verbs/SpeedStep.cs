using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>How fast the link takes bytes, from here on: what <c>bandwidth</c> and <c>trickle</c> read to. The later of the two holds; null = as fast as it can.</summary>
internal sealed record SpeedStep(Place Where, string Name, Speed? Speed) : Step(Where)
{
    public override string Name { get; } = Name;

    internal override EndKind? Play(Rendering r)
    {
        r.Flush();
        r.Link.Speed = Speed;
        return null;
    }

    public static VerbReader Of(string verb, Func<string, Speed?> parse, string expected) => (r, value, at) =>
    {
        if (r.Text(value, verb) is not { } text)
        {
            return [];
        }

        var speed = parse(text);
        if (speed is null && text != "off")
        {
            r.Add(value, $"'{text}' for {verb}", expected, Words.Nearest(text, ["off"]));
            return [];
        }

        return [new SpeedStep(at, verb, speed)];
    };
}
