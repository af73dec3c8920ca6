namespace EdgeQuake.FakeServer;

/// <summary><c>usage: { total_tokens: 9 }</c></summary>
internal static class UsageStep
{
    public static Verb Verb { get; } = new(
        new("step", "usage", "json", "", "OpenAI: a chunk with usage and no choices."),
        ContentStep.OfMap(ContentVerb.Usage));
}
