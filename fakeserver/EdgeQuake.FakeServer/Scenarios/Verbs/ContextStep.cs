namespace EdgeQuake.FakeServer;

/// <summary><c>context: [ { id: doc-7 } ]</c>, <c>context: { sources: […], retrieval_time_ms: 45 }</c></summary>
internal static class ContextStep
{
    public static Verb Verb { get; } = new(
        new("step", "context", "json", "", "EdgeQuake v2, v3 and chat: the context frame's sources as a list, or its members as a map; what is left out is as the server sends it."),
        ContentStep.OfListOrMap(ContentVerb.Context, "sources", "a list of sources: [{ id: doc-7 }]"));
}
