namespace EdgeQuake.FakeServer;

/// <summary><c>error: overloaded</c>, <c>error: { message: … }</c></summary>
internal static class ErrorStep
{
    public static Verb Verb { get; } = new(
        new("step", "error", "json", "", "The protocol's error frame."),
        ContentStep.OfTextOrMap(ContentVerb.Error));
}
