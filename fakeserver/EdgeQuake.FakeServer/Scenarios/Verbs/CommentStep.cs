namespace EdgeQuake.FakeServer;

/// <summary><c>comment: keep-alive</c></summary>
internal static class CommentStep
{
    public static Verb Verb { get; } = new(
        new("step", "comment", "text", "", "A comment frame."),
        ContentStep.OfText(ContentVerb.Comment));
}
