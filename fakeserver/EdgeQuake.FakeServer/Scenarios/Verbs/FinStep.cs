namespace EdgeQuake.FakeServer;

/// <summary><c>fin:</c> the end of the TCP stream without the HTTP terminator</summary>
internal static class FinStep
{
    public static Verb Verb { get; } = new(
        new("step", "fin", "none", "", "The end of the TCP stream without the HTTP terminator."),
        EndStep.Of(EndKind.Fin));
}
