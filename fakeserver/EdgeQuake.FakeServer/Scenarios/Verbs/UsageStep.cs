namespace EdgeQuake.FakeServer;

/// <summary><c>usage: { total_tokens: 9 }</c></summary>
internal static class UsageStep
{
    public static Verb Verb { get; } = new(
        new("step", "usage", "json", "", "Token counts in the protocol's own members. OpenAI chat sends a chunk without choices, the others send them with the end mark."),
        ContentStep.OfMap(ContentVerb.Usage));
}
