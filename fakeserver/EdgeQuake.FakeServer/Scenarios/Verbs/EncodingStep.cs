using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>encoding: gzip</c>: a matter of the whole body, so it stands before the first bytes; the attempt carries it.</summary>
internal sealed record EncodingStep(Place Where, ContentCoding Coding) : Step(Where)
{
    public static Verb Verb { get; } = new(
        new("step", "encoding", "word", "none", "The body's content coding: the same as the key of the attempt, before the first bytes.", Values: Words.All<ContentCoding>()),
        Read);

    public override string Name => "encoding";

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at) =>
        r.Text(value, "encoding") is { } text && r.Word<ContentCoding>(value, text, "encoding") is { } coding ? [new EncodingStep(at, coding)] : [];
}
