namespace EdgeQuake.FakeServer;

/// <summary><c>edges: [ { source: A, target: B } ]</c></summary>
internal static class EdgesStep
{
    public static Verb Verb { get; } = new(
        new("step", "edges", "json", "", "EdgeQuake graph: the edges as a list. A map is the frame's members."),
        ContentStep.OfListOrMap(ContentVerb.Edges, "edges", "a list of edges: [{ source: A, target: B }]"));
}
