namespace EdgeQuake.FakeServer;

/// <summary>A plain serve under a load mix: every request without <c>x-scenario</c> is a stream of its own, limited, then played by weight.</summary>
/// <param name="inner">Answers what the mix leaves alone.</param>
internal sealed class MixedServe(LoadMix mix, ScenarioShelf shelf, Script inner, FakeServerOptions options, PlanSource render) : Script
{
    private readonly Lock sync = new();
    private readonly TokenBucket? bucket = mix.Limit is { } limit ? new TokenBucket(limit.PerSecond, limit.Burst) : null;
    private int streams;

    /// <summary>Refuses a mix of what is not served.</summary>
    public static void Check(LoadMix mix, IReadOnlyList<Scenario> playable)
    {
        if (mix.Uses.FirstOrDefault(u => !playable.Any(s => s.Id == u.Scenario)) is { } missing)
        {
            var problem = new Problem(mix.File, 0, 0, $"no scenario '{missing.Scenario}' on this lane", "the id of a scenario that is served", Words.Nearest(missing.Scenario, playable.Select(s => s.Id)));
            throw new FakeServerException(problem.ToString(), usage: true);
        }
    }

    public override bool TwoOrigins => inner.TwoOrigins;

    /// <summary>A mix uses what its draws say; only what was asked for by name has attempts to miss.</summary>
    public override IEnumerable<string> Unused => inner.Unused;

    public override Decision Decide(RequestFacts facts, Arrival arrival)
    {
        if (facts.Header("x-scenario") is not null)
        {
            return inner.Decide(facts, arrival);
        }

        int stream;
        lock (sync)
        {
            if (bucket?.Take(arrival.At) == false)
            {
                return Limited(facts);
            }

            stream = streams++;
        }

        // A set that was replaced while the server runs may no longer have it: then the request is answered as without a mix.
        return mix.Choose(stream, options.Seed) is { } id && shelf.Find(id) is { } chosen
            ? new ScriptedRun(AnyRoute(chosen), options with { Routing = Routing.Literal }, render, stream).Decide(facts, arrival)
            : inner.Decide(facts, arrival);
    }

    private static Scenario AnyRoute(Scenario s) => s.Exchanges.Count == 1 ? s with { Exchanges = [s.Exchanges[0] with { Match = Match.Any }] } : s;

    private Decision Limited(RequestFacts facts)
    {
        var plan = Planner.Render(mix.Limit!.Answer, new PlanInput(Cell.Default, 0, 1, 0, 1, facts, options.Clock.UtcNow));
        return new Decision(mix.Limit.Answer.Id, 0, 1, false, plan, [FormattableString.Invariant($"note limited: {mix.Limit.PerSecond:0.###} requests a second, {mix.Limit.Burst} at once")], null);
    }
}
