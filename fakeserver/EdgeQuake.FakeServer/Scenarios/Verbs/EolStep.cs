using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>eol: crlf</c>: from here on.</summary>
internal sealed record EolStep(Place Where, Eol Eol) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "eol", "word", "", "From here on.", Values: Words.All<Eol>()), Read);

    public override string Name => "eol";

    internal override EndKind? Play(Rendering r)
    {
        r.Flush();
        r.Eol = Eol;
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at) => r.Text(value, "eol") is { } text && r.Word<Eol>(value, text, "eol") is { } eol ? [new EolStep(at, eol)] : [];
}
