namespace EdgeQuake.FakeServer;

/// <summary>The routes that clients of the known protocols call: what the guide documents and what the servers really have.</summary>
public sealed record Endpoint(string Name, IReadOnlyList<string> Paths, Protocol Protocol)
{
    /// <summary>The one EdgeQuake shape that this endpoint speaks; null = the request or the scenario decides.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Every known endpoint; GET and POST alike.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("query-stream", ["/query/stream", "/api/v1/query/stream"], Protocol.Edgequake),
        new("query", ["/query", "/api/v1/query"], Protocol.Edgequake),
        new("chat-stream", ["/api/v1/chat/completions/stream"], Protocol.Edgequake) { Shape = FakeServer.Shape.Chat },
        new("chat", ["/api/v1/chat/completions"], Protocol.Edgequake) { Shape = FakeServer.Shape.Chat },
        new("graph-stream", ["/api/v1/graph/stream"], Protocol.Edgequake) { Shape = FakeServer.Shape.Graph },
        new("openai-chat", ["/v1/chat/completions", "/chat/completions"], Protocol.OpenaiChat),
        new("openai-responses", ["/v1/responses", "/responses"], Protocol.OpenaiResponses),
        new("anthropic", ["/v1/messages"], Protocol.Anthropic),
        new("ollama-chat", ["/api/chat"], Protocol.Ollama),
        new("ollama-generate", ["/api/generate"], Protocol.Ollama),
    ];

    /// <summary>The one method that the real server takes there; null = the guide's own routes and bare ones, where both are played.</summary>
    public static string? MethodOf(string path) =>
        Of(path) is not { } endpoint || !(path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/v1/", StringComparison.Ordinal)) ? null
        : endpoint.Shape == FakeServer.Shape.Graph ? "GET" : "POST";

    /// <summary>The endpoint of a path, or null.</summary>
    public static Endpoint? Of(string path) => All.FirstOrDefault(e => e.Paths.Contains(path, StringComparer.Ordinal));

    /// <summary>Whether any path of the protocol is known: sse and raw have no routes of their own.</summary>
    public static bool Routed(Protocol protocol) => All.Any(e => e.Protocol == protocol);

    /// <summary>The routes of a protocol as one phrase: <c>GET or POST /query/stream, /api/v1/query/stream…</c></summary>
    public static string Routes(Protocol protocol) =>
        Routed(protocol) ? "GET or POST " + string.Join(", ", All.Where(e => e.Protocol == protocol).SelectMany(e => e.Paths)) : "any path";
}

/// <summary>How requests find their exchange.</summary>
public enum Routing
{
    /// <summary>As <c>match</c> says, literally: for <c>serve</c>.</summary>
    Literal,

    /// <summary>Every known route of an endpoint answers, documented and real, GET and POST: for judging, where the route is not what is judged.</summary>
    KnownRoutes,
}
