namespace EdgeQuake.FakeServer;

/// <summary><c>finish: length</c></summary>
internal static class FinishStep
{
    public static Verb Verb { get; } = new(
        new("step", "finish", "text", "", "OpenAI: a chunk with this finish_reason."),
        ContentStep.OfText(ContentVerb.Finish));
}
