namespace EdgeQuake.FakeServer;

/// <summary>The server's graph stream: metadata, nodes in numbered batches, edges, and <c>done</c> with what was counted. Its errors have a reason and no code.</summary>
internal sealed class EdgequakeGraphEncoder : Encoder
{
    public static readonly EdgequakeGraphEncoder Instance = new();

    public override Frame[]? Encode(ContentVerb verb, string text, string? json, Said said) => verb switch
    {
        ContentVerb.Metadata => Frame.Of(JsonText.Filled("metadata", json, ("total_nodes", "0"), ("total_edges", "0"), ("nodes_to_stream", "0"), ("edges_to_stream", "0"))),
        ContentVerb.Nodes => Frame.Of(Nodes(json ?? "[]", said.Graph)),
        ContentVerb.Edges => Frame.Of(JsonText.Filled("edges", Map("edges", json ?? "[]"), ("edges", "[]"))),
        ContentVerb.Done => Frame.Of(JsonText.Filled("done", json, ("nodes_count", $"{said.Graph.Nodes}"), ("edges_count", $"{said.Graph.Edges}"), ("duration_ms", "12"))),
        ContentVerb.Error => Frame.Of(json is null ? $$"""{"type":"error","message":{{JsonText.Quote(text)}}}""" : JsonText.Filled("error", json, ("message", "\"\""))),
        ContentVerb.Json or ContentVerb.Comment => Plain(verb, text, json),
        _ => null,
    };

    /// <summary>A graph has no tokens.</summary>
    public override string? TokenJson(string json) => null;

    private static string Nodes(string json, SaidGraph graph) =>
        JsonText.Filled("nodes", Map("nodes", json), ("batch", $"{graph.Batches + 1}"), ("total_batches", $"{graph.Total(SaidGraph.Count(json, "nodes"))}"), ("nodes", "[]"));

    private static string Map(string name, string json) => json.StartsWith('[') ? $$"""{"{{name}}":{{json}}}""" : json;
}
