namespace EdgeQuake.FakeServer;

/// <summary>One scenario, one client: which exchange and which attempt answers each request.</summary>
/// <remarks><c>request ─match→ exchange ─require→ 412 | attempt n (a transport's retry: n again) ─then→ entry ─render→ plan</c></remarks>
internal sealed class ScriptedRun(Scenario scenario, FakeServerOptions options, PlanSource render, int stream) : Script
{
    private readonly Lock sync = new();
    private readonly Progress[] progress = [.. scenario.Exchanges.Select(_ => new Progress())];

    /// <summary>One exchange only: with several, nobody could tell at connect time which one is meant.</summary>
    public override OpenFault? Shut
    {
        get
        {
            lock (sync)
            {
                return scenario.Exchanges is not [var only] ? null
                    : Next(only, progress[0].Count + 1) is not { } next ? OpenFault.Refuse
                    : next.Fault is OpenFault.Refuse or OpenFault.Unreachable ? next.Fault
                    : null;
            }
        }
    }

    public override bool TwoOrigins => scenario.TwoOrigins;

    /// <summary>A refused connection is left out: nobody sees it, so nothing could have counted it.</summary>
    public override IEnumerable<string> Unused
    {
        get
        {
            lock (sync)
            {
                return [.. from i in Enumerable.Range(0, progress.Length)
                           let attempts = scenario.Exchanges[i].Attempts
                           from n in Enumerable.Range(progress[i].Count + 1, Math.Max(0, attempts.Count - progress[i].Count))
                           where attempts[n - 1].Fault is not (OpenFault.Refuse or OpenFault.Unreachable)
                           select $"unused scenario '{scenario.Id}': attempt {n} of {attempts.Count}{(progress.Length > 1 ? $" of exchange {i + 1}" : "")} was never asked for"];
            }
        }
    }

    public override Decision? Accepted(Arrival arrival)
    {
        lock (sync)
        {
            return scenario.Exchanges is [var only] && Next(only, progress[0].Count + 1) is { Fault: OpenFault.ResetOnAccept or OpenFault.TlsFail or OpenFault.TlsAlert }
                ? Play(0, NoRequest, arrival)
                : null;
        }
    }

    public override Decision Decide(RequestFacts facts, Arrival arrival)
    {
        lock (sync)
        {
            var index = Find(facts);
            return index < 0 ? Unmatched(facts) : Play(index, facts, arrival);
        }
    }

    /// <summary>Facts of a connection that was reset before it could ask.</summary>
    internal static RequestFacts NoRequest { get; } = new("", "", "", new Dictionary<string, string>(), [], default);

    /// <summary>The first match that has attempts left (a second turn calls the same route), else the last match and its <c>then</c>.</summary>
    private int Find(RequestFacts facts)
    {
        var last = -1;
        for (var i = 0; i < progress.Length; i++)
        {
            var exchange = scenario.Exchanges[i];
            if (RequestMatch.Answers(exchange.Match, scenario.Protocol, progress.Length == 1, facts, options.Routing))
            {
                last = i;
                if (progress[i].Count < exchange.Attempts.Count)
                {
                    break;
                }
            }
        }

        return last;
    }

    private Decision Play(int index, RequestFacts facts, Arrival arrival)
    {
        var exchange = scenario.Exchanges[index];
        var state = progress[index];
        var retry = facts.Method != "POST" && TransportRetry.Is(state.Last, arrival, options.TransportRetryBase);
        var n = retry ? state.Count : ++state.Count;

        // Only a request can be sent again: a connection reset at accept carried none.
        state.Last = ReferenceEquals(facts, NoRequest) ? null : new LastAnswer(arrival.Connection, null, false);
        void Ended(TimeSpan at, bool answered)
        {
            lock (sync)
            {
                state.Last = ReferenceEquals(facts, NoRequest) ? null : new LastAnswer(arrival.Connection, at, answered);
            }
        }

        var entry = Entry(exchange, n);
        if (entry == 0)
        {
            var over = exchange.Then == Then.NoContent ? NoContent : Answers.Fault(OpenFault.Refuse);
            return new Decision(scenario.Id, index, 0, retry, over, [$"note attempt {n} of {exchange.Attempts.Count}: {Words.Of(exchange.Then)}"], Ended);
        }

        var (unmet, other) = ReferenceEquals(facts, NoRequest) ? ([], null) : RequirementCheck.Of([.. exchange.Require, .. exchange.Attempts[entry - 1].Require], facts);
        var (asked, unsayable) = Asking.Of(scenario, facts, options.Routing);
        unmet = unsayable is null ? unmet : [.. unmet, unsayable];
        var plan = other is not null ? Answers.Else(other)
            : unmet.Count > 0 ? Answers.Text(412, string.Join('\n', unmet))
            : render(scenario, new PlanInput(options.Cell, index, n, stream, options.Seed ?? scenario.Seed, facts, options.Clock.UtcNow, arrival.OtherOrigin, arrival.Open) { Asked = asked });
        return new Decision(scenario.Id, index, entry, retry, plan, unmet, Ended);
    }

    private Decision Unmatched(RequestFacts facts)
    {
        var routes = options.Routing == Routing.KnownRoutes
            ? Endpoint.Routes(scenario.Protocol)
            : string.Join(", ", scenario.Exchanges.Select(e => $"{e.Match.Method ?? "any method"} {e.Match.Path ?? "any path"}"));
        var sentence = $"unmatched {facts.Method} {facts.Path}; known routes: {routes}";
        return new Decision(scenario.Id, -1, 0, false, Answers.Text(404, sentence), [sentence], null);
    }

    private static Plan NoContent { get; } = new([new PlanOp.Respond(204, [], BodyFraming.Length, null), new PlanOp.End(EndKind.Close)], []);

    /// <summary>The 1-based entry that answers attempt n; 0 when there is none and <c>then</c> answers.</summary>
    private static int Entry(Exchange exchange, int n) =>
        n <= exchange.Attempts.Count ? n : exchange.Then switch
        {
            Then.RepeatLast => exchange.Attempts.Count,
            Then.Loop => ((n - 1) % exchange.Attempts.Count) + 1,
            _ => 0,
        };

    /// <summary>The attempt that the next connection would get; null when it is to be refused.</summary>
    private static Attempt? Next(Exchange exchange, int n) =>
        Entry(exchange, n) is var entry && entry > 0 ? exchange.Attempts[entry - 1]
        : exchange.Then == Then.Refuse ? null : exchange.Attempts[^1] with { Fault = null };

    private sealed class Progress
    {
        public int Count { get; set; }

        public LastAnswer? Last { get; set; }
    }
}
