namespace EdgeQuake.FakeServer;

/// <summary>Questions about a list of steps.</summary>
internal static class Steps
{
    /// <summary>How many steps an attempt may come to when its repeats are played: a plan is rendered whole before it is sent.</summary>
    public const long Most = 1_000_000;

    /// <summary>So many bytes of a huge line weigh as one step.</summary>
    public const int BytesAsOne = 1024;

    /// <summary>Every step, those inside repeats too, in order of writing.</summary>
    public static IEnumerable<Step> Flat(IEnumerable<Step> steps) => steps.SelectMany(s => s.Flat);
}
