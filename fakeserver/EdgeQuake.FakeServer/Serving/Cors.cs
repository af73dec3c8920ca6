namespace EdgeQuake.FakeServer;

/// <summary>What a page of another origin must be told before it may read an answer (Fetch standard, 3.2: the CORS protocol).</summary>
internal static class Cors
{
    /// <summary>The fields that let any page read an answer and all of its headers.</summary>
    public static IReadOnlyList<HttpField> Fields { get; } = [new("Access-Control-Allow-Origin", "*"), new("Access-Control-Expose-Headers", "*")];

    /// <summary>The answer to a preflight, which allows what is asked (the player adds <see cref="Fields"/> as to any answer); null when the request is none.</summary>
    public static Plan? Preflight(RequestFacts facts) =>
        facts.Method != "OPTIONS" || facts.Header("access-control-request-method") is not { } method ? null : new Plan(
            [
                new PlanOp.Respond(204, [new("Access-Control-Allow-Methods", method), .. Headers(facts), new("Access-Control-Max-Age", "600")], BodyFraming.Length, null),
                new PlanOp.End(EndKind.Close),
            ],
            []);

    private static IEnumerable<HttpField> Headers(RequestFacts facts) =>
        facts.Header("access-control-request-headers") is { } asked ? [new("Access-Control-Allow-Headers", asked)] : [];
}
