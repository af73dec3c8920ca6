namespace EdgeQuake.FakeServer;

/// <summary><c>refusal: I cannot help with that</c></summary>
internal static class RefusalStep
{
    public static Verb Verb { get; } = new(
        new("step", "refusal", "text", "", "OpenAI chat and responses: a piece of a refusal, which is not part of the answer."),
        ContentStep.OfText(ContentVerb.Refusal));
}
