using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>pace: gpt-4</c>, <c>pace: { ttft: 120ms, itl: 20ms }</c>: from here on.</summary>
internal sealed record PaceStep(Place Where, Pace Pace) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "pace", "pace", "", "From here on.", Of: "pace"), Read);

    public override string Name => "pace";

    internal override EndKind? Play(Rendering r)
    {
        r.Flush();
        r.Pace = Pace;
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at) => StepReader.Pace(r, value) is { } pace ? [new PaceStep(at, pace)] : [];
}
