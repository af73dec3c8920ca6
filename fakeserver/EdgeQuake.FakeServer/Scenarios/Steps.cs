namespace EdgeQuake.FakeServer;

/// <summary>Questions about a list of steps.</summary>
internal static class Steps
{
    /// <summary>Every step, those inside repeats too, in order of writing.</summary>
    public static IEnumerable<Step> Flat(IEnumerable<Step> steps) => steps.SelectMany(s => s.Flat);
}
