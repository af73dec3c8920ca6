namespace EdgeQuake.FakeServer;

/// <summary><c>nodes: [ { id: A, label: A } ]</c></summary>
internal static class NodesStep
{
    public static Verb Verb { get; } = new(
        new("step", "nodes", "json", "", "EdgeQuake graph: a batch of nodes as a list; batches are numbered. A map is the frame's members."),
        ContentStep.OfListOrMap(ContentVerb.Nodes, "nodes", "a list of nodes: [{ id: A }]"));
}
