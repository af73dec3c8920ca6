namespace EdgeQuake.FakeServer;

/// <summary>Where clients meet the server: a listener, or a handler of this process.</summary>
internal abstract class Lane : IDisposable
{
    public abstract Uri BaseAddress { get; }

    /// <summary>What an HttpClient stands on to reach this lane. No proxy, no cookies, no redirects: the client under test decides.</summary>
    public abstract HttpMessageHandler CreateHandler();

    public abstract void Dispose();

    /// <summary>Refuses a scenario that the lane cannot play honestly.</summary>
    public static void Check(Scenario scenario, FakeServerOptions options, PlanSource render)
    {
        if (!scenario.Lanes.Contains(options.Lane))
        {
            throw Refusal(scenario.Where, $"scenario '{scenario.Id}' cannot be played on lane {Words.Of(options.Lane)}", string.Join(" or ", scenario.Lanes.Select(Words.Of)));
        }

        foreach (var attempt in scenario.Exchanges.SelectMany(e => LaneRules.Uncountable(e, scenario.Exchanges.Count)))
        {
            throw Refusal(attempt.Where, $"scenario '{scenario.Id}': fault {Words.Of(attempt.Fault!.Value)} cannot be played here",
                LaneRules.Countable);
        }

        if (options.Lane == LaneKind.Testhost)
        {
            CheckTesthost(scenario, options, render);
        }
    }

    private static void CheckTesthost(Scenario scenario, FakeServerOptions options, PlanSource render)
    {
        for (var exchange = 0; exchange < scenario.Exchanges.Count; exchange++)
        {
            for (var attempt = 1; attempt <= scenario.Exchanges[exchange].Attempts.Count; attempt++)
            {
                var plan = render(scenario, new PlanInput(options.Cell, exchange, attempt, options.Stream, options.Seed ?? scenario.Seed, null));
                if (TesthostRules.Problem(plan) is { } why)
                {
                    throw Refusal(scenario.Exchanges[exchange].Attempts[attempt - 1].Where, $"scenario '{scenario.Id}' cannot be played on lane testhost: {why}", "lane memory or socket");
                }
            }
        }
    }

    private static FakeServerException Refusal(Place where, string what, string expected) =>
        new(new Problem(where.File, where.Line, where.Column, what, expected).ToString(), usage: true);
}
