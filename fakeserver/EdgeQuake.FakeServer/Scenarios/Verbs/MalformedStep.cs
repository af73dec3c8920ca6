using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>malformed: bad-utf8</c>, <c>malformed: huge-line(1MiB)</c>: an entry of the fixed catalogue of malformed frames.</summary>
internal sealed record MalformedStep(Place Where, MalformedFrame Frame, int Size) : Step(Where)
{
    public static Verb Verb { get; } = new(
        new("step", "malformed", "word", "", $"A frame of the catalogue: {string.Join(", ", Words.All<MalformedFrame>().Select(w => w == "huge-line" ? "huge-line(1MiB)" : w))}."),
        Read);

    public override string Name => "malformed: " + Words.Of(Frame);

    internal override long Weight => Frame == MalformedFrame.HugeLine ? Math.Max(1, Size / FakeServer.Steps.BytesAsOne) : 1;

    internal override IReadOnlyList<FrameBytes>? Frames(Rendering r) => MalformedBytes.Of(this, r) is { } bytes ? [new FrameBytes(bytes, false)] : null;

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        var text = r.Text(value, "malformed") ?? "";
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var size = open > 0 && text.EndsWith(')') ? ByteSize.Parse(text[(open + 1)..^1]) : 1 << 20;
        if (Words.Parse<MalformedFrame>(open > 0 ? text[..open] : text) is not { } frame || size is null || (open > 0 && frame != MalformedFrame.HugeLine))
        {
            r.Add(value, $"'{text}' for malformed", string.Join(", ", Words.All<MalformedFrame>()), Words.Nearest(text, Words.All<MalformedFrame>()));
            return [];
        }

        return [new MalformedStep(at, frame, size.Value)];
    }
}
