using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>stall:</c>, <c>stall: 30s</c>; null = for ever.</summary>
internal sealed record StallStep(Place Where, TimeSpan? For) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "stall", "duration", "for ever", "Nothing more until the client closes, or for so long."), Read);

    public override string Name => "stall";

    internal override bool IsLast => For is null;

    internal override EndKind? Play(Rendering r)
    {
        r.Silence(For);
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        if (Reading.IsNull(value))
        {
            return [new StallStep(at, null)];
        }

        if (r.Text(value, "stall") is not { } text)
        {
            return [];
        }

        if (Duration.Parse(text) is { } time)
        {
            return [new StallStep(at, time)];
        }

        r.Add(value, $"'{text}' for stall", "nothing (for ever), or " + Duration.Expected);
        return [];
    }
}
