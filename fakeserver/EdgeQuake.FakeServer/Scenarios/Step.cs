namespace EdgeQuake.FakeServer;

/// <summary>One step of a script, as checked at load. Neutral: protocol and shape give it bytes when a plan is rendered. Each verb is one file of <c>Verbs/</c>.</summary>
public abstract record Step(Place Where)
{
    /// <summary>The verb as an author writes it, for refusals.</summary>
    public abstract string Name { get; }

    /// <summary>Nothing may follow it.</summary>
    internal virtual bool IsLast => false;

    /// <summary>How many steps it comes to when it is played.</summary>
    internal virtual long Weight => 1;

    /// <summary>Itself, or the steps that it holds.</summary>
    internal virtual IEnumerable<Step> Flat => [this];

    /// <summary>Its frames; null when this protocol and shape cannot say it, none where it is not bytes.</summary>
    internal virtual IReadOnlyList<FrameBytes>? Frames(Rendering r) => [];

    /// <summary>Writes what it means into the rendering: its frames, unless a verb says otherwise. Returns the end that it asks for; null = none.</summary>
    internal virtual EndKind? Play(Rendering r)
    {
        r.Add(Frames(r) ?? throw NoFrame(r));
        return null;
    }

    /// <summary>Whoever renders in a protocol that the file was not loaded for asks <see cref="Planner.CanRender"/> first; dropping the frame would be a lie.</summary>
    private protected FakeServerException NoFrame(Rendering r) => new(Planner.NoFrame(this, r.Protocol, r.Shape).ToString(), usage: true);
}
