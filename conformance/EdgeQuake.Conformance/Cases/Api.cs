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
    internal static readonly Api Query = new("edgequake.query", "edgequake", "edgequake", Protocol.Edgequake, [FakeServer.Shape.V2, FakeServer.Shape.V1], "/api/v1/query/stream");
    internal static readonly Api OpenaiChat = new("openai.chat", "openai", "openai", Protocol.OpenaiChat, [], "/v1/chat/completions");

    internal static readonly IReadOnlyList<Api> All = [Raw, Documented, Query, OpenaiChat];

    internal static Api? Find(string word) => All.FirstOrDefault(a => string.Equals(a.Word, word, StringComparison.Ordinal));

    /// <summary>Apis that can show a case of a profile, where the case does not say.</summary>
    internal static IReadOnlyList<Api> Of(string profile) => profile switch
    {
        "es" => [Raw],
        "eq" => [Documented, Query],
        "oai" => [OpenaiChat],
        "llm" or "retry" => [Documented, Query, OpenaiChat],
        _ => All,
    };

    /// <summary>True when the api can speak the shape that a script names; a script that names none is spoken in the api's own.</summary>
    internal bool Speaks(Shape? shape) => shape is null || Protocol != Protocol.Edgequake || Shapes.Contains(shape.Value);

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
