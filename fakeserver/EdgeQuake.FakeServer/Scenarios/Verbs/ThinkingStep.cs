namespace EdgeQuake.FakeServer;

/// <summary><c>thinking: hm</c></summary>
internal static class ThinkingStep
{
    public static Verb Verb { get; } = new(
        new("step", "thinking", "text", "", "Thinking, which is not part of the answer."),
        ContentStep.OfText(ContentVerb.Thinking));
}
