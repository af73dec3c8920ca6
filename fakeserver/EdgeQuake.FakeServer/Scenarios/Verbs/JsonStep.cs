namespace EdgeQuake.FakeServer;

/// <summary><c>json: { answer: yes }</c></summary>
internal static class JsonStep
{
    public static Verb Verb { get; } = new(
        new("step", "json", "json", "", "A frame with this JSON."),
        ContentStep.OfJson(ContentVerb.Json));
}
