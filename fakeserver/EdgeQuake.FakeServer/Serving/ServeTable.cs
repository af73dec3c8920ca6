namespace EdgeQuake.FakeServer;

/// <summary>A plain serve of many scenarios: header x-scenario picks, else <c>match</c>, else the default answer of the route's protocol.</summary>
/// <remarks>Attempts are keyed by header x-test-id, or by scenario and client address.</remarks>
internal sealed class ServeTable(IReadOnlyList<Scenario> scenarios, FakeServerOptions options, PlanSource render) : Script
{
    private readonly Lock sync = new();
    private readonly Dictionary<(string Scenario, string Key), ScriptedRun> runs = [];
    private int streams;

    public override Decision Decide(RequestFacts facts, Arrival arrival)
    {
        if (facts.Header("x-scenario") is { } asked)
        {
            return scenarios.FirstOrDefault(s => s.Id == asked) is { } chosen
                ? Run(chosen, facts, arrival, anyRoute: true)
                : Unknown($"unmatched scenario '{asked}'" + Nearest(asked));
        }

        return scenarios.FirstOrDefault(s => s.Exchanges.Any(e => e.Match.Path is not null && RequestMatch.Literally(e.Match, facts))) is { } matched
            ? Run(matched, facts, arrival, anyRoute: false)
            : Default(facts) is { } standing ? Run(standing, facts, arrival, anyRoute: true)
            : Unknown($"unmatched {facts.Method} {facts.Path}{Nearest(facts.Path.Trim('/'))}; known routes: {Routes()}; or name a scenario in header x-scenario");
    }

    /// <summary>Starts every count again.</summary>
    public void Restart()
    {
        lock (sync)
        {
            runs.Clear();
        }
    }

    private Decision Run(Scenario scenario, RequestFacts facts, Arrival arrival, bool anyRoute)
    {
        ScriptedRun? run;
        lock (sync)
        {
            var key = (scenario.Id, facts.Header("x-test-id") ?? arrival.Peer);
            if (!runs.TryGetValue(key, out run))
            {
                // Chosen by name or by default, a scenario answers on every known route of its protocol; by match, only where it says.
                var routing = anyRoute && scenario.Exchanges.Count == 1 ? Always(scenario) : scenario;
                runs.Add(key, run = new ScriptedRun(routing, options with { Routing = Routing.Literal }, render, streams++));
            }
        }

        return run.Decide(facts, arrival);
    }

    private static Scenario Always(Scenario scenario) =>
        scenario with { Exchanges = [scenario.Exchanges[0] with { Match = Match.Any }] };

    private Scenario? Default(RequestFacts facts)
    {
        if (options.DefaultScenario is { } named)
        {
            return scenarios.FirstOrDefault(s => s.Id == named);
        }

        return Endpoint.Of(facts.Path) is { } endpoint
            ? scenarios.FirstOrDefault(s => s.Protocol == endpoint.Protocol && s.Exchanges.All(e => e.Match.Path is null))
            : null;
    }

    private string Nearest(string word) => Words.Nearest(word, scenarios.Select(s => s.Id)) is { } near ? $"; did you mean scenario '{near}'?" : "";

    private string Routes() => string.Join("; ", scenarios.Select(s => s.Protocol).Distinct().Where(Endpoint.Routed).Select(Endpoint.Routes));

    private static Decision Unknown(string sentence) => new("", -1, 0, false, Answers.Text(404, sentence), [sentence], null);
}
