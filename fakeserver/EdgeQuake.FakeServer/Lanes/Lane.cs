namespace EdgeQuake.FakeServer;

/// <summary>Where clients meet the server: a listener, or a handler of this process.</summary>
internal abstract class Lane : IDisposable
{
    public abstract Uri BaseAddress { get; }

    /// <summary>What an HttpClient stands on to reach this lane. No proxy, no cookies, no redirects: the client under test decides.</summary>
    public abstract HttpMessageHandler CreateHandler();

    public abstract void Dispose();

    /// <summary>Refuses a scenario that the lane cannot play honestly.</summary>
    public static void Check(Scenario scenario, LaneKind lane)
    {
        if (!scenario.Lanes.Contains(lane))
        {
            throw new FakeServerException(
                new Problem(scenario.Where.File, scenario.Where.Line, scenario.Where.Column, $"scenario '{scenario.Id}' cannot be played on lane {Words.Of(lane)}",
                    string.Join(" or ", scenario.Lanes.Select(l => Words.Of(l)))).ToString(), usage: true);
        }

        foreach (var attempt in scenario.Exchanges.SelectMany(e => Unreachable(e, scenario.Exchanges.Count)))
        {
            throw new FakeServerException(
                new Problem(attempt.Where.File, attempt.Where.Line, attempt.Where.Column, $"scenario '{scenario.Id}': fault {Words.Of(attempt.Fault!.Value)} cannot be played here",
                    "one exchange, and refuse only as the last attempt: nobody sees a refused connection, so nothing could count it").ToString(), usage: true);
        }
    }

    private static IEnumerable<Attempt> Unreachable(Exchange exchange, int exchanges) =>
        exchange.Attempts.Where((a, i) => (a.Fault == OpenFault.Refuse && (exchanges > 1 || i < exchange.Attempts.Count - 1))
            || (a.Fault == OpenFault.ResetOnAccept && exchanges > 1));
}
