namespace EdgeQuake.FakeServer;

/// <summary>A plain serve of many scenarios: header x-scenario picks, else <c>match</c>, else the default answer of the route's protocol.</summary>
/// <remarks>Attempts are keyed by header x-test-id, or by scenario and client address.</remarks>
internal sealed class ServeTable : Script
{
    private readonly ScenarioShelf shelf;
    private readonly FakeServerOptions options;
    private readonly PlanSource render;
    private readonly Lock sync = new();
    private readonly Dictionary<(string Scenario, string Key), ScriptedRun> runs = [];
    private int streams;

    public ServeTable(ScenarioShelf shelf, FakeServerOptions options, PlanSource render)
    {
        (this.shelf, this.options, this.render) = (shelf, options, render);
        shelf.Restarted = Restart;
    }

    /// <summary>A scenario that speaks of it may come while the server runs.</summary>
    public override bool TwoOrigins => true;

    public override Decision Decide(RequestFacts facts, Arrival arrival)
    {
        var scenarios = shelf.Current;
        if (facts.Header("x-scenario") is { } asked)
        {
            return scenarios.FirstOrDefault(s => s.Id == asked) is { } named
                ? Run(named, facts, arrival, anyRoute: true)
                : Unknown($"unmatched scenario '{asked}'" + (shelf.WhyNot(asked) is { } why ? ": " + why : Nearest(asked, scenarios)));
        }

        if (!scenarios.Any(s => s.Exchanges.Any(e => e.Match.Path is not null and not "*" && RequestMatch.Literally(e.Match, facts))) && OwnRoutes.Of(facts) is { } own)
        {
            return own;
        }

        return Choose(scenarios, facts) is var (chosen, anyRoute) && chosen is not null
            ? Run(chosen, facts, arrival, anyRoute)
            : Unknown($"unmatched {facts.Method} {facts.Path}{Nearest(facts.Path.Trim('/'), scenarios)}; known routes: {Routes(scenarios)}; or name a scenario in header x-scenario");
    }

    /// <summary>Of scenarios that were asked for at all: a serve holds many that a test does not mean.</summary>
    public override IEnumerable<string> Unused
    {
        get
        {
            lock (sync)
            {
                return [.. runs.Values.SelectMany(r => r.Unused)];
            }
        }
    }

    /// <summary>The narrowest claim wins: a match with a query, the default asked for, a match of one exchange, no match at all, a match of several exchanges.</summary>
    /// <remarks>Several exchanges are one client's whole story, a fall-back or a conversation: they answer strangers only where nothing else does.</remarks>
    private (Scenario? Scenario, bool AnyRoute) Choose(IReadOnlyList<Scenario> scenarios, RequestFacts facts)
    {
        var matching = scenarios.Where(s => s.Exchanges.Any(e => e.Match.Path is not null && RequestMatch.Literally(e.Match, facts))).ToArray();
        if (Array.Find(matching, s => s.Exchanges.Any(e => e.Match.Query.Count > 0 && RequestMatch.Literally(e.Match, facts))) is { } narrow)
        {
            return (narrow, false);
        }

        if (scenarios.FirstOrDefault(s => s.Id == options.DefaultScenario && Fits(s, facts, scenarios.Count == 1)) is { } standing)
        {
            return (standing, true);
        }

        return Array.Find(matching, s => s.Exchanges.Count == 1) is { } simple ? (simple, false)
            : Open(scenarios, facts) is { } open ? (open, true)
            : (matching.FirstOrDefault(), false);
    }

    /// <summary>Of the scenarios without a match, the first that speaks as the route does, else the first of its protocol.</summary>
    private static Scenario? Open(IReadOnlyList<Scenario> scenarios, RequestFacts facts)
    {
        var open = scenarios.Where(s => s.Exchanges.All(e => e.Match.Path is null) && Fits(s, facts, scenarios.Count == 1)).ToArray();
        return Endpoint.Of(facts.Path) is { } endpoint && Array.Find(open, s => Says(s, endpoint, facts.Path)) is { } speaks ? speaks : open.FirstOrDefault();
    }

    /// <summary>On a known route a scenario of its protocol; on any other only the one scenario that is served alone.</summary>
    private static bool Fits(Scenario scenario, RequestFacts facts, bool alone) =>
        Endpoint.Of(facts.Path) is { } endpoint && Endpoint.Routed(scenario.Protocol) ? endpoint.Protocol == scenario.Protocol : alone;

    /// <summary>The guide's routes speak as documented, the server's query routes in a stream format, chat and graph in their own frames; a neutral script in all that it can.</summary>
    private static bool Says(Scenario scenario, Endpoint endpoint, string path) => (endpoint.Shape, scenario.Shape) switch
    {
        ({ } shape, null) => Planner.CanSay(scenario, shape) is null,
        ({ } shape, { } named) => shape == named,
        (_, null) => true,
        (_, { } named) when path.StartsWith("/api/", StringComparison.Ordinal) => named is Shape.V1 or Shape.V2 or Shape.V3,
        (_, { } named) => named == Shape.Documented,
    };

    /// <summary>Starts counts again: of these scenarios or all (null), for one test or for all (null).</summary>
    private void Restart(IReadOnlyCollection<string>? ids, string? test)
    {
        lock (sync)
        {
            foreach (var key in runs.Keys.Where(k => (ids is null || ids.Contains(k.Scenario)) && (test is null || k.Key == TestKey(test))).ToArray())
            {
                runs.Remove(key);
            }
        }
    }

    /// <summary>No address of a client looks like this, so a test can never share counts with one.</summary>
    private static string TestKey(string test) => "test " + test;

    private Decision Run(Scenario scenario, RequestFacts facts, Arrival arrival, bool anyRoute)
    {
        ScriptedRun? run;
        lock (sync)
        {
            var key = (scenario.Id, TestId.Of(facts) is { } test ? TestKey(test) : arrival.Peer);
            if (!runs.TryGetValue(key, out run))
            {
                // Chosen by name or by default, a scenario answers on every known route of its protocol; by match, only where it says.
                var routing = anyRoute && scenario.Exchanges.Count == 1 ? Always(scenario) : scenario;

                // A test's draws must not depend on what other tests do at the same time: each has stream 0 of its scenario.
                var stream = TestId.Of(facts) is null ? streams++ : 0;
                runs.Add(key, run = new ScriptedRun(routing, options with { Routing = Routing.Literal }, render, stream));
            }
        }

        return run.Decide(facts, arrival);
    }

    private static Scenario Always(Scenario scenario) =>
        scenario with { Exchanges = [scenario.Exchanges[0] with { Match = Match.Any }] };

    private static string Nearest(string word, IReadOnlyList<Scenario> scenarios) => Words.Nearest(word, scenarios.Select(s => s.Id)) is { } near ? $"; did you mean scenario '{near}'?" : "";

    private static string Routes(IReadOnlyList<Scenario> scenarios) => string.Join("; ", scenarios.Select(s => s.Protocol).Distinct().Where(Endpoint.Routed).Select(Endpoint.Routes));

    private static Decision Unknown(string sentence) => new("", -1, 0, false, Answers.Text(404, sentence), [sentence], null);
}
