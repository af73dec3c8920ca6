namespace EdgeQuake.FakeServer;

/// <summary><c>tool-call: { index: 0, … }</c></summary>
internal static class ToolCallStep
{
    public static Verb Verb { get; } = new(
        new("step", "tool-call", "json", "", "OpenAI: a tool call delta."),
        ContentStep.OfMap(ContentVerb.ToolCall));
}
