namespace EdgeQuake.FakeServer;

/// <summary>How the answer ends: what the verbs of the end read to.</summary>
/// <param name="Code">HTTP/2 only: the code of a reset stream.</param>
internal sealed record EndStep(Place Where, EndKind Kind, H2Code? Code = null) : Step(Where)
{
    public override string Name => Words.Of(Kind);

    internal override bool IsLast => true;

    internal override EndKind? Play(Rendering r)
    {
        r.EndCode = Code;
        return Kind;
    }

    /// <summary>A verb of the end without a value.</summary>
    public static VerbReader Of(EndKind kind) => (r, value, at) => r.Nothing(value, Words.Of(kind)) ? [new EndStep(at, kind)] : [];
}
