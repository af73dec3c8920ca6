namespace EdgeQuake.FakeServer;

/// <summary><c>context: [ { id: doc-7 } ]</c></summary>
internal static class ContextStep
{
    public static Verb Verb { get; } = new(
        new("step", "context", "json", "", "EdgeQuake v2: the context event's sources."),
        ContentStep.OfList(ContentVerb.Context, "a list of sources: [{ id: doc-7 }]"));
}
