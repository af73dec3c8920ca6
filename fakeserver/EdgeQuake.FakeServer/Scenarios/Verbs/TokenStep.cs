namespace EdgeQuake.FakeServer;

/// <summary><c>token: Edge</c>, <c>token: { text: Edge, choice: 1 }</c></summary>
internal static class TokenStep
{
    public static Verb Verb { get; } = new(
        new("step", "token", "text", "", "One token frame; {text, choice} for a further choice of OpenAI chat.", Of: "token"),
        ContentStep.OfTextOrChoice(ContentVerb.Token, "text"),
        new("token", "text", "text", "", "The token."),
        new("token", "choice", "number", "", "OpenAI chat: the choice that it belongs to, from 0."));
}
