namespace EdgeQuake.FakeServer;

/// <summary><c>close:</c> the clean end</summary>
internal static class CloseStep
{
    public static Verb Verb { get; } = new(
        new("step", "close", "none", "", "The clean end."),
        EndStep.Of(EndKind.Close));
}
