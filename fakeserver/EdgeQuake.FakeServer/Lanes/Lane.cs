using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Where clients meet the server: a listener, or a handler of this process.</summary>
internal abstract class Lane : IDisposable, IAsyncDisposable
{
    public abstract Uri BaseAddress { get; }

    /// <summary>What an HttpClient stands on to reach this lane. No proxy, no cookies, no redirects: the client under test decides.</summary>
    public abstract HttpMessageHandler CreateHandler();

    /// <summary>What a client must ask in: HTTP/2 is not negotiated in plain text.</summary>
    public virtual Version HttpVersion => System.Net.HttpVersion.Version11;

    public abstract void Dispose();

    public virtual ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Over sockets or streams of our own; with TLS the process's test authority is the one root that it trusts.</summary>
    protected static SocketsHttpHandler Handler(bool tls)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, RequestHeaderEncodingSelector = HeaderEncoding };
        handler.SslOptions.CertificateChainPolicy = tls ? TestAuthority.Trust() : null;
        return handler;
    }

    /// <summary>HTML 9.2.3: the last event id is sent in UTF-8. Of other headers the platform refuses what is not ASCII, and so do we.</summary>
    private static Encoding? HeaderEncoding(string name, HttpRequestMessage request) =>
        name.Equals("Last-Event-ID", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null;

    /// <summary>Refuses a scenario that the lane cannot play honestly.</summary>
    public static void Check(Scenario scenario, FakeServerOptions options, PlanSource render)
    {
        if (!scenario.Lanes.Contains(options.Lane))
        {
            throw Refusal(scenario.Where, $"scenario '{scenario.Id}' cannot be played on lane {Words.Of(options.Lane)}", string.Join(" or ", scenario.Lanes.Select(Words.Of)));
        }

        if (Transports.Mismatch(scenario, options) is { } mismatch)
        {
            throw Refusal(scenario.Where, $"scenario '{scenario.Id}' cannot be played here: {mismatch}", "a server with the scenario's own transport");
        }

        foreach (var attempt in scenario.Exchanges.SelectMany(e => LaneRules.Uncountable(e, scenario.Exchanges.Count)))
        {
            throw Refusal(attempt.Where, $"scenario '{scenario.Id}': fault {Words.Of(attempt.Fault!.Value)} cannot be played here",
                LaneRules.Countable);
        }

        if (options.Lane is LaneKind.Testhost or LaneKind.Kestrel)
        {
            CheckHosted(scenario, options, render);
        }

        if (scenario.Exchanges.Any(e => e.Attempts.Any(a => a.Fault == OpenFault.Unreachable)) && UnreachablePort.Problem is { } elsewhere)
        {
            throw Refusal(scenario.Where, $"scenario '{scenario.Id}' cannot be played on this machine: {elsewhere}", "Linux");
        }
    }

    /// <summary>Why a plan cannot be played where ASP.NET writes the bytes; null = it can.</summary>
    public static string? Dishonest(Plan plan, LaneKind lane) => lane switch
    {
        LaneKind.Testhost => TesthostRules.Problem(plan),
        LaneKind.Kestrel => KestrelRules.Problem(plan) is { } why ? "it cannot " + why : null,
        _ => null,
    };

    private static void CheckHosted(Scenario scenario, FakeServerOptions options, PlanSource render)
    {
        for (var exchange = 0; exchange < scenario.Exchanges.Count; exchange++)
        {
            for (var attempt = 1; attempt <= scenario.Exchanges[exchange].Attempts.Count; attempt++)
            {
                var plan = render(scenario, new PlanInput(options.Cell, exchange, attempt, options.Stream, options.Seed ?? scenario.Seed, null));
                if (Dishonest(plan, options.Lane) is { } why)
                {
                    throw Refusal(scenario.Exchanges[exchange].Attempts[attempt - 1].Where, $"scenario '{scenario.Id}' cannot be played on lane {Words.Of(options.Lane)}: {why}", "lane memory or socket");
                }
            }
        }
    }

    private static FakeServerException Refusal(Place where, string what, string expected) =>
        new(new Problem(where.File, where.Line, where.Column, what, expected).ToString(), usage: true);
}
