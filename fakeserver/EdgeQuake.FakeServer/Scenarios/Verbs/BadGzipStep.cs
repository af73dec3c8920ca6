namespace EdgeQuake.FakeServer;

/// <summary><c>bad-gzip:</c> a deflate block of the type that does not exist (RFC 1951, 3.2.3), then the clean end: only the coding is broken.</summary>
internal sealed record BadGzipStep(Place Where) : Step(Where)
{
    /// <summary>After a flush the stream stands at a byte: last block, type 3, and bytes that nothing can read.</summary>
    private static readonly byte[] Reserved = [0x07, 0xFF, 0xFF, 0xFF];

    public static Verb Verb { get; } = new(
        new("step", "bad-gzip", "none", "", "With encoding gzip: a block that no decoder can read, then the clean end of the body."),
        (r, value, at) => r.Nothing(value, "bad-gzip") ? [new BadGzipStep(at)] : []);

    public override string Name => "bad-gzip";

    internal override bool IsLast => true;

    internal override EndKind? Play(Rendering r)
    {
        r.AddCoded(Reserved);
        return EndKind.BadGzip;
    }
}
