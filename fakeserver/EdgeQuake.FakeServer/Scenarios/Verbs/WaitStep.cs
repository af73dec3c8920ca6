using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>wait: 200ms</c></summary>
internal sealed record WaitStep(Place Where, Distribution For) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "wait", "duration", "", "A pause; a distribution."), Read);

    public override string Name => "wait";

    internal override EndKind? Play(Rendering r)
    {
        r.Pause(For, "wait");
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at) => r.Distribution(value, "wait") is { } time ? [new WaitStep(at, time)] : [];
}
