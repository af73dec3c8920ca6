using System.Text;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>part: { of: { token: Edge }, bytes: 9 }</c>: the first bytes of another step's frame.</summary>
/// <param name="To">Up to and with this substring; else <paramref name="Count"/> bytes; else <paramref name="Fraction"/> of them.</param>
internal sealed record PartStep(Place Where, Step Of, int? Count, string? To, double? Fraction) : Step(Where)
{
    public static Verb Verb { get; } = new(
        new("step", "part", "map", "", "The first bytes of another step: of, and bytes, to or fraction; directly before fin or reset a half chunk.", Of: "part"),
        Read,
        new("part", "of", "step", "", "The step whose frame is cut."),
        new("part", "bytes", "number", "", "So many bytes."),
        new("part", "to", "text", "", "Up to and with this text."),
        new("part", "fraction", "number", "", "This share of the bytes."));

    public override string Name => Of.Name;

    internal override IReadOnlyList<FrameBytes>? Frames(Rendering r) => Whole(r) is { } whole ? [new FrameBytes(Cut(whole), false)] : null;

    /// <summary>Directly before the end of the connection: the chunk header promises the whole frame.</summary>
    public void PlayHalf(Rendering r)
    {
        var whole = Whole(r) ?? throw NoFrame(r);
        r.AddHalf(Cut(whole), whole.Length);
    }

    private byte[]? Whole(Rendering r) => Of.Frames(r) is { } frames ? [.. frames.SelectMany(f => f.Bytes)] : null;

    private byte[] Cut(byte[] whole)
    {
        var count = Count ?? (To is { } to ? End(whole, Encoding.UTF8.GetBytes(to)) : (int)(whole.Length * Fraction!.Value));
        return whole[..Math.Clamp(count, 0, whole.Length)];
    }

    private static int End(byte[] whole, byte[] of)
    {
        var at = whole.AsSpan().IndexOf(of);
        return at < 0 ? whole.Length : at + of.Length;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        var before = r.Problems.Count;
        var f = new Fields(r, value, "part");
        var of = f.Value("of") is { } node ? StepReader.One(r, node) : [];
        var (bytes, to, fraction) = (f.Number("bytes"), f.Text("to"), f.Fraction("fraction"));
        if (r.Problems.Count > before)
        {
            return [];
        }

        if (of.Count != 1 || (bytes is null && to is null && fraction is null))
        {
            r.Add(value, "a part that does not say of what, or how much", "{of: <one step>, bytes: 9} or to: text or fraction: 0.5");
            return [];
        }

        return [new PartStep(at, of[0], bytes, to, fraction)];
    }
}
