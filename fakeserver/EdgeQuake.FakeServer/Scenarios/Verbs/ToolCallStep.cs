namespace EdgeQuake.FakeServer;

/// <summary><c>tool-call: { id: call_1, name: weather, arguments: "{}" }</c></summary>
internal static class ToolCallStep
{
    public static Verb Verb { get; } = new(
        new("step", "tool-call", "json", "", "A tool call, {id, name, arguments}, or the next piece of its arguments, {arguments}; Ollama sends it whole. OpenAI chat also takes its delta as it is, {index, id, function}."),
        ContentStep.OfMap(ContentVerb.ToolCall));
}
