using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace EdgeQuake.FakeServer;

/// <summary>Answers one ASP.NET request from the script: routing, headers before body, one flush a write. Over HTTP/2 also the ends of a stream.</summary>
internal sealed class HostedAnswer(Stage stage, HttpContext context) : IDisposable
{
    /// <summary>Null on lane testhost, which has no connection.</summary>
    private readonly H2Connection? connection = context.Features.Get<H2Connection>();
    private readonly int streamId = context.Features.Get<IHttp2StreamIdFeature>()?.StreamId ?? 0;
    private readonly Waiter hangGuard = new(Pacer.For(Clock.Real));
    private bool bodyless;
    private readonly Waiter waiter = new(stage.Pacer);
    private TimeSpan line;

    public async Task PlayAsync()
    {
        connection?.Asked = true;
        var facts = await FactsAsync();
        if (stage.Admin is { } admin && admin.Takes(facts))
        {
            await AdminAsync(admin.Answer(facts), facts);
            return;
        }

        var decision = Honest(stage.Script.Decide(facts, new Arrival(connection?.Number ?? 0, stage.Clock.Now, context.Connection.RemoteIpAddress?.ToString() ?? "in-process", Other(context.Request.Host.Host), stage.Log.Playing + 1)));
        var draft = stage.Log.Begin(Entry(decision, facts, stage.Log.NextRequest()), decision.Plan);
        try
        {
            if (stage.Enter(this))
            {
                await PlayAsync(decision.Plan, draft, TestId.Of(facts));
                stage.Leave(this);
            }
        }
        finally
        {
            stage.Log.Finish(draft);
        }
    }

    /// <summary>The server stops.</summary>
    public void Dispose()
    {
        waiter.Stop();
        hangGuard.Stop();
    }

    private Decision Honest(Decision decision)
    {
        var lane = Words.Of(stage.Options.Lane);
        return Lane.Dishonest(decision.Plan, stage.Options.Lane) is { } why
            ? decision with { Plan = Answers.Text(501, $"scenario '{decision.Scenario}' cannot be played on lane {lane}: {why}"), Notes = [.. decision.Notes, $"note refused on lane {lane}: {why}"] }
            : decision;
    }

    private async Task AdminAsync(AdminAnswer answer, RequestFacts facts)
    {
        var plan = (answer as AdminAnswer.Whole)?.Plan ?? new Plan([AdminAnswer.Lines.Head(http10: false)], []);
        var draft = new JournalDraft(Entry(new Decision("", -1, 0, false, plan, [], null), facts, 0), 0, new Counters());
        await PlayAsync(plan, draft, TestId.Of(facts));
        if (answer is AdminAnswer.Lines lines)
        {
            await SentAsync(LinesAsync(lines));
        }
    }

    private async Task LinesAsync(AdminAnswer.Lines lines)
    {
        await foreach (var each in lines.Each.WithCancellation(context.RequestAborted))
        {
            await context.Response.BodyWriter.WriteAsync(each, context.RequestAborted);
        }
    }

    /// <summary>A host in memory answers to any name: the other origin is a name of its own.</summary>
    private static string Other(string host) => host == "other.fake" ? "http://testhost.fake" : "http://other.fake";

    private async Task PlayAsync(Plan plan, JournalDraft draft, string? test)
    {
        using var aborted = context.RequestAborted.Register(static me => ((HostedAnswer)me!).Dispose(), this);
        line = stage.Clock.Now;
        connection?.Frames.Open(streamId);
        foreach (var op in plan.Ops)
        {
            if (!await StepAsync(op, draft, test))
            {
                Stopped(Asked(op, plan), draft);
                break;
            }
        }

        connection?.Frames.Close(streamId);
    }

    private static string Asked(PlanOp at, Plan plan) =>
        at is PlanOp.Stall { For: null } ? "stall" : at is PlanOp.Open instead ? Words.Of(instead.Fault) : Words.Of(plan.Ops.OfType<PlanOp.End>().Last().Kind);

    private async ValueTask<bool> StepAsync(PlanOp op, JournalDraft draft, string? test)
    {
        switch (op)
        {
            case PlanOp.Wait wait:
                line += wait.For;
                return true;
            case PlanOp.Respond respond:
                return await DueAsync() && await HeadAsync(respond, draft);
            case PlanOp.Write write when bodyless || write.Body.IsEmpty:
                return true;
            case PlanOp.Write write:
                return await DueAsync() && await WriteAsync(write, draft);
            case PlanOp.Stall { For: { } time }:
                line = Later(line, stage.Clock.Now) + time;
                return true;
            case PlanOp.Stall:
                return await DueAsync() && await waiter.Opened(static _ => { });
            case PlanOp.Gate gate:
                var open = await DueAsync() && await stage.Gates.PassAsync(gate, test, waiter);
                line = Later(line, waiter.ReleasedAt);
                return open;
            case PlanOp.Open fault:
                return await Ending(draft)!.OpenAsync(fault);
            default:
                return await DueAsync() && await EndAsync((PlanOp.End)op, draft);
        }
    }

    private H2Ending? Ending(JournalDraft draft) => connection is null ? null : new(stage, context, connection, waiter, hangGuard, draft);

    private ValueTask<bool> EndAsync(PlanOp.End end, JournalDraft draft)
    {
        if (Ending(draft) is { } ending)
        {
            return ending.EndAsync(end);
        }

        draft.Ended(new JournalEnd("close", "close", null, stage.Clock.Now), null);
        return new ValueTask<bool>(true);
    }

    private async ValueTask<bool> HeadAsync(PlanOp.Respond head, JournalDraft draft)
    {
        bodyless = context.Request.Method == HttpMethods.Head || head.Status is 204 or 304;
        context.Response.StatusCode = head.Status;
        foreach (var field in head.Headers)
        {
            context.Response.Headers.Append(field.Name, field.Value);
        }

        context.Response.ContentLength = head.Framing == BodyFraming.Length ? head.Length : null;
        draft.HeadSent(line, stage.Clock.Now);
        return await SentAsync(context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask());
    }

    /// <summary>Over HTTP/2 it has happened when Kestrel has framed it: the next write then gets a frame of its own.</summary>
    private async ValueTask<bool> WriteAsync(PlanOp.Write write, JournalDraft draft)
    {
        draft.Wrote(line, stage.Clock.Now, write.Body.Length, write.Tokens, blocked: false);
        return await SentAsync(context.Response.BodyWriter.WriteAsync(write.Body, context.RequestAborted).AsTask())
            && (connection is null || await connection.Frames.FramedAsync(streamId, draft.BodySent, waiter));
    }

    private static async ValueTask<bool> SentAsync(Task send)
    {
        try
        {
            await send;
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private void Stopped(string asked, JournalDraft draft)
    {
        var now = stage.Clock.Now;
        if (connection is { IsReset: true })
        {
            draft.Ended(new JournalEnd(asked, Words.Of(EndKind.ResetConnection), null, now, "another stream's script reset the connection"), null);
            return;
        }

        var peer = context.RequestAborted.IsCancellationRequested ? new PeerClose(connection is { IsClosed: false } ? "reset" : "fin", now) : null;
        if (peer is not null && connection is null)
        {
            draft.Note("lane testhost: the client gave up; without a wire nobody can tell how it closed");
        }

        draft.Ended(new JournalEnd(asked, peer is null ? "server-stopped" : "peer-closed", null, now), peer);
    }

    private ValueTask<bool> DueAsync() => line <= stage.Clock.Now ? new ValueTask<bool>(!waiter.IsStopped) : waiter.Until(line);

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private async Task<RequestFacts> FactsAsync()
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        var target = string.IsNullOrEmpty(raw) ? context.Request.PathBase + context.Request.Path + context.Request.QueryString : raw;
        HttpField[] headers = [.. context.Request.Headers.SelectMany(h => h.Value, (h, v) => new HttpField(h.Key, v ?? ""))];
        return RequestHead.Facts(context.Request.Method, target, headers, body.ToArray());
    }

    private JournalEntry Entry(Decision decision, RequestFacts facts, int request) => new()
    {
        Request = request,
        Connection = connection?.Number ?? request,
        Scenario = decision.Scenario,
        Exchange = decision.Exchange,
        Attempt = decision.Attempt,
        TransportRetry = decision.TransportRetry,
        Facts = facts,
        At = stage.Clock.Now,
        Draws = decision.Plan.Draws,
        Notes = decision.Notes,
    };
}
