namespace EdgeQuake.FakeServer;

/// <summary>Questions about a list of steps.</summary>
internal static class Steps
{
    /// <summary>Every step, those inside repeats too, in order of writing.</summary>
    public static IEnumerable<Step> Flat(IEnumerable<Step> steps) => steps.SelectMany(s => s is Step.Repeat r ? Flat(r.Steps) : [s]);

    /// <summary>The verb as an author writes it, for refusals.</summary>
    public static string Verb(Step step) => step switch
    {
        Step.Content c => Words.Of(c.Verb),
        Step.Part p => Verb(p.Of),
        Step.Malformed m => "malformed: " + Words.Of(m.Frame),
        _ => step.GetType().Name.ToLowerInvariant(),
    };
}
