using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a client can be asked through: where it calls, and what the frames then mean.</summary>
/// <param name="Word">As adapters and cases name it.</param>
/// <param name="Family">Apis of one family say the same in two shapes: a client with both is judged on its first.</param>
/// <param name="Core">The name of the family where core is rendered in it; null for <c>raw</c>, which is core itself.</param>
internal sealed record Api(string Word, string Family, string? Core, Protocol Protocol, IReadOnlyList<Shape> Shapes, string Path)
{
    internal static readonly Api Raw = new("raw", "raw", null, Protocol.Sse, [], "/stream");
    internal static readonly Api Documented = new("edgequake.query.documented", "edgequake", "edgequake", Protocol.Edgequake, [FakeServer.Shape.Documented], "/query/stream");
    internal static readonly Api Query = new("edgequake.query", "edgequake", "edgequake", Protocol.Edgequake, [FakeServer.Shape.V2, FakeServer.Shape.V1, FakeServer.Shape.V3], "/api/v1/query/stream");
    internal static readonly Api OpenaiChat = new("openai.chat", "openai", "openai", Protocol.OpenaiChat, [], "/v1/chat/completions");

    internal static readonly Api Chat = new("edgequake.chat", "edgequake.chat", "edgequake.chat", Protocol.Edgequake, [FakeServer.Shape.Chat], "/api/v1/chat/completions/stream");
    internal static readonly Api Responses = new("openai.responses", "openai.responses", "openai.responses", Protocol.OpenaiResponses, [], "/v1/responses");
    internal static readonly Api Anthropic = new("anthropic.messages", "anthropic", "anthropic", Protocol.Anthropic, [], "/v1/messages");
    internal static readonly Api Ollama = new("ollama.chat", "ollama", "ollama", Protocol.Ollama, [], "/api/chat");

    internal static readonly IReadOnlyList<Api> All = [Raw, Documented, Query, OpenaiChat, Chat, Responses, Anthropic, Ollama];

    internal static Api? Find(string word) => All.FirstOrDefault(a => string.Equals(a.Word, word, StringComparison.Ordinal));

    /// <summary>Apis that can show a case of a profile, where the case does not say.</summary>
    internal static IReadOnlyList<Api> Of(string profile) => profile switch
    {
        "es" => [Raw],
        "eq" => [Documented, Query],
        "oai" => [OpenaiChat],
        "llm" or "retry" => [Documented, Query, OpenaiChat, Chat, Responses, Anthropic, Ollama],
        _ => All,
    };

    /// <summary>True when the api can speak the shape that a script names; a script that names none is spoken in the api's own.</summary>
    internal bool Speaks(Shape? shape) => shape is null || Protocol != Protocol.Edgequake || Shapes.Contains(shape.Value);

    /// <summary>Whether a point of the matrix exists here: shapes that the api speaks, and lines of JSON never end in a CR alone.</summary>
    internal bool Plays(Cell cell) => Speaks(cell.Shape) && !(Protocol == Protocol.Ollama && cell.Eol == Eol.Cr);

    /// <summary>The script in this api's protocol and shape; its steps are neutral until rendered.</summary>
    internal Scenario Retarget(Scenario s)
    {
        if (Word == "raw")
            return s.Protocol is Protocol.Sse or Protocol.Raw ? s : Moved(s, Protocol.Sse, null);
        return Moved(s, Protocol, Shapes.Count == 0 ? null : s.Shape ?? Shapes[0]);
    }

    // One script that moves to another protocol is no longer asked at the routes that it names.
    private static Scenario Moved(Scenario s, Protocol protocol, Shape? shape) => s with
    {
        Protocol = protocol,
        Shape = shape,
        Exchanges = s.Protocol == protocol || s.Exchanges.Count > 1 ? s.Exchanges : [s.Exchanges[0] with { Match = Match.Any }],
    };
}
