using System.Buffers;
using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>One connection from accept to close: read a request, decide, play, and again while HTTP keeps it alive.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>A larger buffer is not kept from one answer to the next.</summary>
    private const int MostKept = 1 << 20;

    private readonly Stage home;
    private readonly Wire wire;
    private readonly string otherOrigin;
    private readonly Waiter waiter;
    private readonly Waiter hangGuard = new(Pacer.For(Clock.Real));
    private readonly Inbox inbox;
    private readonly CancellationTokenSource gone = new();
    private ArrayBufferWriter<byte> frame = new();
    private RequestReader? reader;

    /// <summary>Whose request is being answered: where one listener serves several, another with each request.</summary>
    private Stage stage;

    /// <param name="otherOrigin">The server's address that this connection was not made to; empty where it has one only.</param>
    public Connection(Stage stage, Wire wire, string otherOrigin = "")
    {
        this.otherOrigin = otherOrigin;
        home = this.stage = stage;
        this.wire = wire;
        Number = stage.NextConnection();
        AcceptedAt = stage.Clock.Now;
        waiter = new Waiter(stage.Pacer);
        inbox = new Inbox(wire, stage.Clock, Leave);
    }

    /// <summary>1-based, in order of accepts.</summary>
    public int Number { get; }

    public TimeSpan AcceptedAt { get; }

    public string Peer => wire.Peer.ToString();

    /// <summary>Requests that a scenario was asked for; those to the admin API are not counted.</summary>
    public int Requests { get; private set; }

    /// <summary>What is being answered now.</summary>
    public JournalDraft? Playing { get; private set; }

    public async Task RunAsync()
    {
        var pump = Task.CompletedTask;
        try
        {
            if (stage.Script.Accepted(Arrives(stage.Clock.Now)) is { } early)
            {
                stage.Decided();
                pump = inbox.PumpAsync();
                await LingerAsync(await PlayAsync(early, NoRequest()));
                return;
            }

            var open = await wire.OpenAsync();
            pump = inbox.PumpAsync();
            await LingerAsync(open ? await ServeAsync() : NotOpened());
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

    /// <summary>Ends the connection at the admin API's word; an answer in progress says so in its entry.</summary>
    public void End(bool reset)
    {
        Playing?.Note($"the admin API {(reset ? "reset" : "closed")} the connection");
        inbox.EndsByUs();
        if (reset)
        {
            wire.Reset(dropUnread: true);
        }

        Dispose();
    }

    /// <summary>Told now and then: a request that comes drop by drop, and a connection that nobody uses, have an end.</summary>
    public void Sweep(TimeSpan now)
    {
        if (reader?.IsOverdue(now) == true)
        {
            inbox.Expire();
        }
    }

    private async Task<After> ServeAsync()
    {
        reader = new RequestReader(inbox, stage.Options.Limits, () => wire.TrySend("HTTP/1.1 100 Continue\r\n\r\n"u8));
        var asked = false;
        while (true)
        {
            switch (await reader.ReadAsync())
            {
                case RequestRead.Got got:
                    asked = true;
                    if (await AnswerAsync(got.Request) is var after && after != After.Next)
                    {
                        return after;
                    }

                    break;
                case RequestRead.Bad bad:
                    return await PlayAsync(Malformed(bad), new HttpRequest(RequestHead.Facts("", bad.Line, [], default), bad.At, false, false));
                default:
                    if (inbox.Expired)
                    {
                        wire.Fin(closeNotify: true);
                        return After.Linger;
                    }

                    return !asked && (wire.Trouble is not null || stage.Options.Tls is TlsKind.Expired or TlsKind.WrongHost) ? NotOpened() : After.Gone;
            }
        }
    }

    /// <summary>While a request is answered the connection belongs to the stage that answers, and ends with it.</summary>
    private async ValueTask<After> AnswerAsync(HttpRequest request)
    {
        if (home.Router is null)
        {
            return await RespondAsync(request);
        }

        (stage, request) = home.Router(request);
        if (stage == home)
        {
            return await PlayAsync(Decide(request), request);
        }

        if (!stage.Enter(this))
        {
            return After.Gone;
        }

        try
        {
            return await RespondAsync(request);
        }
        finally
        {
            stage.Leave(this);
            stage = home;
        }
    }

    private async ValueTask<After> RespondAsync(HttpRequest request) =>
        Admin(request.Facts) is { } admin ? await AdminAsync(admin, request) : await PlayAsync(Decide(request), request);

    private async Task LingerAsync(After after)
    {
        if (after == After.Linger)
        {
            _ = await hangGuard.Until(Clock.Real.Now + stage.Options.DrainGuard);
        }
    }

    /// <summary>The TLS handshake failed, or the client would not have our certificate: an entry without a request, since nobody else would tell.</summary>
    /// <remarks>A client may refuse with an alert or by closing; which of them arrives is a race that it loses by closing at once.</remarks>
    private After NotOpened()
    {
        var why = wire.Trouble ?? "the client closed without a request; one that refuses the certificate does that";
        var draft = stage.Log.Begin(Entry(new Decision("", -1, 0, false, Answers.Nothing, [$"note TLS: {why}"], null), NoRequest(), stage.Log.NextRequest()), Answers.Nothing);
        draft.Ended(new JournalEnd("handshake", inbox.IsOurs && inbox.Closed is null ? "server-stopped" : "peer-closed", null, stage.Clock.Now, why), inbox.Closed);
        stage.Log.Finish(draft);
        wire.Fin(closeNotify: false);
        return After.Linger;
    }

    private HttpRequest NoRequest() => new(ScriptedRun.NoRequest, stage.Clock.Now, false, false);

    private async ValueTask<After> PlayAsync(Decision decision, HttpRequest request)
    {
        var draft = stage.Log.Begin(Entry(decision, request, stage.Log.NextRequest()), decision.Plan);
        draft.Acks = stage.Options.JournalAcks && draft.KeepsWrites && wire.Acked is not null ? new AckWatch(wire, stage.Clock, draft) : null;
        (Playing, Requests) = (draft, Requests + 1);
        try
        {
            return await PlayerFor().PlayAsync(decision.Plan, request, draft, decision.Ended);
        }
        finally
        {
            await (draft.Acks?.SettleAsync() ?? Task.CompletedTask);
            Playing = null;
            stage.Log.Finish(draft);
            frame = frame.Capacity > MostKept ? new() : frame;
        }
    }

    /// <summary>Looking at the journal makes no entry in it.</summary>
    private async ValueTask<After> AdminAsync(AdminAnswer answer, HttpRequest request)
    {
        if (answer is AdminAnswer.Lines lines)
        {
            return await new LinesPlayer(wire, gone.Token).PlayAsync(lines, request);
        }

        var plan = ((AdminAnswer.Whole)answer).Plan;
        var draft = new JournalDraft(Entry(new Decision("", -1, 0, false, plan, [], null), request, 0), 0, new Counters());
        return await PlayerFor().PlayAsync(plan, request, draft, null);
    }

    private Player PlayerFor() => new(stage, wire, inbox, waiter, hangGuard, frame, gone.Token);

    private JournalEntry Entry(Decision decision, HttpRequest request, int number) => new()
    {
        Request = number,
        Connection = Number,
        Scenario = decision.Scenario,
        Exchange = decision.Exchange,
        Attempt = decision.Attempt,
        TransportRetry = decision.TransportRetry,
        Facts = request.Facts,
        At = request.At,
        Draws = decision.Plan.Draws,
        Notes = decision.Notes,
    };

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

    private AdminAnswer? Admin(RequestFacts facts)
    {
        try
        {
            return stage.Options.Cors && Cors.Preflight(facts) is { } preflight ? new AdminAnswer.Whole(preflight)
                : stage.Admin is not { } admin || !admin.Takes(facts) ? null
                : AdminGuard.Refusal(stage.Options.Admin, wire.Peer, facts) is { } why ? new AdminAnswer.Whole(Answers.Text(403, why))
                : admin.Answer(facts);
        }
        catch (Exception e)
        {
            return new AdminAnswer.Whole(Answers.Text(500, $"defect of the fake server: {e.GetType().Name}: {e.Message}", close: true));
        }
    }

    private static Decision Malformed(RequestRead.Bad bad) =>
        new("", -1, 0, false, Answers.Text(bad.Status, $"{bad.Status}: {bad.Why}", close: true), [$"note malformed request: {bad.Why}"], null);

    private Arrival Arrives(TimeSpan at) => new(Number, at, wire.Peer.ToString(), otherOrigin, stage.Log.Playing + 1);

    private void Leave()
    {
        waiter.Stop();
        hangGuard.Stop();
        gone.Cancel();
    }
}
