namespace EdgeQuake.FakeServer;

/// <summary><c>flush:</c> ends the write that is being gathered (with <c>write: whole</c>).</summary>
internal sealed record FlushStep(Place Where) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "flush", "none", "", "Ends the write that is being gathered."), (r, value, at) => r.Nothing(value, "flush") ? [new FlushStep(at)] : []);

    public override string Name => "flush";

    internal override EndKind? Play(Rendering r)
    {
        r.Flush();
        return null;
    }
}
