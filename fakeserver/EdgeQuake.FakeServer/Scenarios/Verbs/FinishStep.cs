namespace EdgeQuake.FakeServer;

/// <summary><c>finish: length</c>, <c>finish: { reason: stop, choice: 1 }</c></summary>
internal static class FinishStep
{
    public static Verb Verb { get; } = new(
        new("step", "finish", "text", "", "Why the model stopped, in the protocol's own word. OpenAI chat and Anthropic send it here, the others with the end mark; {reason, choice} for a further choice.", Of: "finish"),
        ContentStep.OfTextOrChoice(ContentVerb.Finish, "reason"),
        new("finish", "reason", "text", "", "The finish reason."),
        new("finish", "choice", "number", "", "OpenAI chat: the choice that has finished, from 0."));
}
