using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>write: bytes(7)</c>: from here on.</summary>
internal sealed record WriteStep(Place Where, WriteMode Mode) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "write", "word", "", "From here on."), Read);

    public override string Name => "write";

    internal override EndKind? Play(Rendering r)
    {
        r.Flush();
        r.Write = Mode;
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at) => StepReader.Write(r, value) is { } mode ? [new WriteStep(at, mode)] : [];
}
