using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>One connection from accept to close: read a request, decide, play, and again while HTTP keeps it alive.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Stage stage;
    private readonly Wire wire;
    private readonly int number;
    private readonly Waiter waiter;
    private readonly Waiter hangGuard = new(Pacer.For(Clock.Real));
    private readonly Inbox inbox;
    private readonly CancellationTokenSource gone = new();

    public Connection(Stage stage, Wire wire)
    {
        this.stage = stage;
        this.wire = wire;
        number = stage.NextConnection();
        waiter = new Waiter(stage.Pacer);
        inbox = new Inbox(wire, stage.Clock, Leave);
    }

    public async Task RunAsync()
    {
        var pump = Task.CompletedTask;
        try
        {
            if (stage.Script.Accepted(Arrives(stage.Clock.Now)) is { } early)
            {
                stage.Decided();
                await PlayAsync(early, new HttpRequest(ScriptedRun.NoRequest, stage.Clock.Now, false, false));
                return;
            }

            pump = inbox.PumpAsync();
            if (await ServeAsync() == After.Linger)
            {
                _ = await hangGuard.Until(Clock.Real.Now + stage.Options.DrainGuard);
            }
        }
        finally
        {
            Dispose();
            await pump;
        }
    }

    /// <summary>Ends the connection and whatever is played on it.</summary>
    public void Dispose()
    {
        inbox.EndsByUs();
        Leave();
        wire.Dispose();
    }

    private async Task<After> ServeAsync()
    {
        var reader = new RequestReader(inbox, () => wire.TrySend("HTTP/1.1 100 Continue\r\n\r\n"u8));
        while (true)
        {
            switch (await reader.ReadAsync())
            {
                case RequestRead.Got got:
                    var decision = Admin(got.Request.Facts) ?? Decide(got.Request);
                    if (await PlayAsync(decision, got.Request) is var after && after != After.Next)
                    {
                        return after;
                    }

                    break;
                case RequestRead.Bad bad:
                    return await PlayAsync(Malformed(bad), new HttpRequest(RequestHead.Facts("", bad.Line, [], default), bad.At, false, false));
                default:
                    return After.Gone;
            }
        }
    }

    private async ValueTask<After> PlayAsync(Decision decision, HttpRequest request)
    {
        var draft = Begin(decision, request);
        try
        {
            return await new Player(stage, wire, inbox, waiter, hangGuard, gone.Token).PlayAsync(decision.Plan, request, draft, decision.Ended);
        }
        finally
        {
            if (decision.Exchange != AdminApi.Exchange)
            {
                stage.Log.Finish(draft);
            }
        }
    }

    private JournalDraft Begin(Decision decision, HttpRequest request)
    {
        var admin = decision.Exchange == AdminApi.Exchange;
        var start = new JournalEntry
        {
            Request = admin ? 0 : stage.Log.NextRequest(),
            Connection = number,
            Scenario = decision.Scenario,
            Exchange = decision.Exchange,
            Attempt = decision.Attempt,
            TransportRetry = decision.TransportRetry,
            Facts = request.Facts,
            At = request.At,
            Draws = decision.Plan.Draws,
            Notes = decision.Notes,
        };
        return admin ? new JournalDraft(start, 0) : stage.Log.Begin(start, decision.Plan);
    }

    /// <summary>The boundary to script and planner: a defect of ours must be seen by whoever reads the journal, and not as a hang.</summary>
    private Decision Decide(HttpRequest request)
    {
        try
        {
            var decision = stage.Script.Decide(request.Facts, Arrives(request.At));
            stage.Decided();
            return decision;
        }
        catch (Exception e)
        {
            var sentence = $"defect of the fake server: {e.GetType().Name}: {e.Message}";
            return new Decision("", -1, 0, false, Answers.Text(500, sentence, close: true), ["note " + sentence], null);
        }
    }

    private Decision? Admin(RequestFacts facts) =>
        stage.Admin is { } admin && IPAddress.IsLoopback(wire.Peer) && admin.Answer(facts) is { } plan
            ? new Decision("", AdminApi.Exchange, 0, false, plan, [], null)
            : null;

    private static Decision Malformed(RequestRead.Bad bad) =>
        new("", -1, 0, false, Answers.Text(bad.Status, $"{bad.Status}: {bad.Why}", close: true), [$"note malformed request: {bad.Why}"], null);

    private Arrival Arrives(TimeSpan at) => new(number, at, wire.Peer.ToString());

    private void Leave()
    {
        waiter.Stop();
        hangGuard.Stop();
        gone.Cancel();
    }
}
