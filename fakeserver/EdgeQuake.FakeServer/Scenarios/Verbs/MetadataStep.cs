namespace EdgeQuake.FakeServer;

/// <summary><c>metadata: { total_nodes: 3, nodes_to_stream: 3 }</c></summary>
internal static class MetadataStep
{
    public static Verb Verb { get; } = new(
        new("step", "metadata", "map", "", "EdgeQuake graph: the opening frame, total_nodes, total_edges, nodes_to_stream and edges_to_stream."),
        ContentStep.OfMapOrNothing(ContentVerb.Metadata));
}
