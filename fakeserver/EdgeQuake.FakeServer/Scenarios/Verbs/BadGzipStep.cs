using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>
/// <c>bad-gzip:</c> a deflate block of the type that does not exist (RFC 1951, 3.2.3), then the clean end: only the coding is broken. <c>bad-gzip: open</c>: no end
/// at all, so that nothing but the block can tell.
/// </summary>
internal sealed record BadGzipStep(Place Where, bool Open) : Step(Where)
{
    /// <summary>After a flush the stream stands at a byte: last block, type 3, and bytes that nothing can read.</summary>
    private static readonly byte[] Reserved = [0x07, 0xFF, 0xFF, 0xFF];

    private static readonly string[] Plain = ["open"];

    public static Verb Verb { get; } = new(
        new("step", "bad-gzip", "word", "", "With encoding gzip: a block that no decoder can read, then the clean end of the body; open = then nothing until the client closes.", Values: Plain),
        Read);

    public override string Name => "bad-gzip";

    internal override bool IsLast => true;

    internal override EndKind? Play(Rendering r)
    {
        r.AddCoded(Reserved);
        if (Open)
        {
            r.Silence(null);
        }

        return EndKind.BadGzip;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        if (r.Text(value, "bad-gzip") is not { } text)
        {
            return [];
        }

        if (text is "" or "open")
        {
            return [new BadGzipStep(at, text.Length > 0)];
        }

        r.Add(value, $"'{text}' for bad-gzip", "nothing, or open", Words.Nearest(text, Plain));
        return [];
    }
}
