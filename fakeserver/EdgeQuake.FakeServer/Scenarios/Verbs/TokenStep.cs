namespace EdgeQuake.FakeServer;

/// <summary><c>token: Edge</c></summary>
internal static class TokenStep
{
    public static Verb Verb { get; } = new(
        new("step", "token", "text", "", "One token frame."),
        ContentStep.OfText(ContentVerb.Token));
}
