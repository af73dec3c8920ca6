using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>What a graph stream has sent, for the numbers that its frames carry.</summary>
/// <param name="ToStream">Nodes that the metadata announced; null = it announced none.</param>
/// <param name="BatchSize">Nodes of the first batch.</param>
internal sealed record SaidGraph(int? ToStream, int Batches, int BatchSize, int Nodes, int Edges)
{
    public SaidGraph After(ContentVerb verb, string json) => verb switch
    {
        ContentVerb.Metadata => this with { ToStream = JsonText.Member(json, "nodes_to_stream") is { } n && int.TryParse(n, out var count) ? count : null },
        ContentVerb.Nodes when Count(json, "nodes") is var count => this with { Batches = Batches + 1, BatchSize = Batches == 0 ? count : BatchSize, Nodes = Nodes + count },
        _ => this with { Edges = Edges + Count(json, "edges") },
    };

    /// <summary>How many batches there will be, when the announced nodes come in batches of the first one's size.</summary>
    public int Total(int thisBatch)
    {
        var size = Batches == 0 ? thisBatch : BatchSize;
        return Math.Max(Batches + 1, ToStream is { } all && size > 0 ? (all + size - 1) / size : 0);
    }

    /// <summary>The members of a list, or of the list in a map's member.</summary>
    public static int Count(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        var list = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var inner) ? inner : document.RootElement;
        return list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
    }
}
