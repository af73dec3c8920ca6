using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a spec-literal client makes of a script: rendered without a socket, read back by our own reader and decoder.</summary>
/// <param name="Pieces">The text as it comes, piece by piece.</param>
/// <param name="Texts">Pieces that are plain text; <paramref name="Tokens"/> counts the typed ones.</param>
internal sealed record Reading(
    Outcome Outcome, IReadOnlyList<string> Pieces, IReadOnlyList<ExpectedEvent> Events, int Tokens, int Texts, IReadOnlyList<string> Sources, int Malformed)
{
    internal string Text => string.Concat(Pieces);

    /// <summary>Reads one attempt, or several as one stream where the client resumes.</summary>
    internal static Reading Of(Scenario scenario, Cell cell, ReadingMode mode, int exchange, params IReadOnlyList<int> attempts)
    {
        using var reader = new PlanReader(scenario, cell, mode);
        foreach (var attempt in attempts)
        {
            var plan = Planner.Render(scenario, new(cell, exchange, attempt, 0, scenario.Seed, null));
            reader.Read(plan, scenario.Exchanges[exchange].Attempts[attempt - 1]);
        }

        return reader.Reading();
    }

    /// <summary>The text of the last answer, piece by piece: what a client that shows characters is held against at a gate.</summary>
    internal static IReadOnlyList<string> PiecesOf(Scenario scenario, Cell cell) =>
        Of(scenario, cell, ReadingMode.Plain, scenario.Exchanges.Count - 1, scenario.Exchanges[^1].Attempts.Count).Pieces;
}

/// <summary>How a client's declared policy bends what it reads.</summary>
/// <param name="Malformed">skip, error or text; null = as skip.</param>
/// <param name="Timeout">idle, total or none; null = both clocks that the case sets.</param>
/// <param name="StreamsOnly">A whole answer where a stream was asked for is an error, as for a client that only reads streams.</param>
internal sealed record ReadingMode(string? Malformed = null, string? Timeout = null, bool StreamsOnly = false)
{
    internal static ReadingMode Plain { get; } = new();
}
