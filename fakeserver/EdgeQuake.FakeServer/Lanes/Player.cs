using System.Buffers;

namespace EdgeQuake.FakeServer;

/// <summary>Plays one plan on one connection: every scripted write is one send, every wait an absolute deadline on the stream's own time line.</summary>
/// <remarks>
/// The loop is one state machine for the whole answer, so a paced token allocates no task. After the first deadline it runs on the pacer's thread, where
/// nothing blocks: what the kernel does not take is handed to an async send, and ends are played off that thread.
/// </remarks>
/// <param name="frame">The connection's, where each write is framed.</param>
internal sealed class Player(Stage stage, Wire wire, Inbox inbox, Waiter waiter, Waiter hangGuard, ArrayBufferWriter<byte> frame, CancellationToken gone)
{
    private TimeSpan line;
    private TimeSpan seen;
    private BodyFraming framing;
    private ChunkParts? chunks;
    private bool bodyless;

    /// <summary>Plays to the end, or to the peer's. Returns what may become of the connection.</summary>
    public async ValueTask<After> PlayAsync(Plan plan, HttpRequest request, JournalDraft draft, Action<TimeSpan, bool>? ended)
    {
        var ending = new Ending(stage, wire, inbox, waiter, hangGuard, draft, ended, gone);
        PlanOp.Respond? head = null;
        line = stage.Clock.Now;
        foreach (var op in plan.Ops)
        {
            switch (op)
            {
                case PlanOp.Wait wait:
                    line += wait.For;
                    break;
                case PlanOp.Write write when bodyless || (write.Body.IsEmpty && write.Declared is null):
                    break; // a chunk of no bytes would be the terminator
                case PlanOp.Write write:
                    if (!await DueAsync() || !await WriteAsync(write, draft))
                    {
                        return ending.ByPeer(Asked(plan));
                    }

                    break;
                case PlanOp.Respond respond:
                    head = Adapted(respond, request, draft);
                    if (!await DueAsync() || !await HeadAsync(head, draft))
                    {
                        return ending.ByPeer(Asked(plan));
                    }

                    break;
                case PlanOp.Stall { For: null }:
                    _ = await DueAsync() && await waiter.Opened(static _ => { });
                    return ending.ByPeer("stall");
                case PlanOp.Stall stall:
                    line = Later(line, stage.Clock.Now) + stall.For!.Value;
                    break;
                case PlanOp.Gate gate:
                    if (!await DueAsync() || !await stage.Gates.PassAsync(gate, TestId.Of(request.Facts), waiter))
                    {
                        return ending.ByPeer(Asked(plan));
                    }

                    line = Later(line, waiter.ReleasedAt);
                    break;
                case PlanOp.Open open:
                    return await ending.OpenAsync(open.Fault);
                case PlanOp.End end:
                    if (!await DueAsync())
                    {
                        return ending.ByPeer(Asked(plan));
                    }

                    await OffPacerAsync();
                    return await ending.EndAsync(end, bodyless ? BodyFraming.Length : framing, chunks, Reusable(head, request, draft));
            }
        }

        throw new InvalidOperationException("a plan must close with an end or an open fault");
    }

    private static string Asked(Plan plan) => plan.Ops.OfType<PlanOp.End>().LastOrDefault() is { } end ? Words.Of(end.Kind) : "close";

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>Continues at the line's deadline; at once when it has passed. False when the peer or the server is gone.</summary>
    private ValueTask<bool> DueAsync() => line <= seen || line <= (seen = stage.Clock.Now) ? new ValueTask<bool>(!waiter.IsStopped) : waiter.Until(line);

    /// <summary>What the client can take: HTTP/1.0 has no chunks, HEAD and 204 have no body.</summary>
    private PlanOp.Respond Adapted(PlanOp.Respond respond, HttpRequest request, JournalDraft draft)
    {
        framing = respond.Framing;
        chunks = respond.Chunks;
        bodyless = request.Facts.Method == "HEAD" || respond.Status is 204 or 304 or < 200;
        if (request.Http10 && framing == BodyFraming.Chunked)
        {
            draft.Note("HTTP/1.0 request: the chunked body was played close-delimited");
            framing = BodyFraming.Close;
        }

        return respond with { Framing = framing, Headers = stage.Options.Cors ? [.. respond.Headers, .. Cors.Fields] : respond.Headers };
    }

    private async ValueTask<bool> HeadAsync(PlanOp.Respond head, JournalDraft draft)
    {
        var bytes = Http11.Head(head);
        draft.HeadSent(line, stage.Clock.Now);
        if (head.Trickle is not { } slow)
        {
            return await wire.SendAsync(bytes, gone);
        }

        for (var at = 0; at < bytes.Length; at += slow.Bytes)
        {
            line += at > 0 ? slow.Per : TimeSpan.Zero;
            if (!await DueAsync() || !await wire.SendAsync(bytes.AsMemory(at, Math.Min(slow.Bytes, bytes.Length - at)), gone))
            {
                return false;
            }
        }

        return true;
    }

    private ValueTask<bool> WriteAsync(PlanOp.Write write, JournalDraft draft)
    {
        frame.ResetWrittenCount();
        Http11.Frame(write, framing, frame, chunks);
        var bytes = frame.WrittenMemory;
        var at = seen = stage.Clock.Now;
        var sent = wire.TrySend(bytes.Span);
        if (sent < 0)
        {
            return new ValueTask<bool>(false);
        }

        draft.Wrote(line, at, write.Body.Length, write.Tokens, sent < bytes.Length);
        draft.Acks?.Sent(wire.Carried(bytes.Length - sent));
        return sent == bytes.Length ? new ValueTask<bool>(true) : wire.SendRestAsync(bytes[sent..], gone);
    }

    private async ValueTask OffPacerAsync()
    {
        if (stage.Pacer.OnThread)
        {
            await Task.Yield();
        }
    }

    /// <summary>RFC 9112, 9.3: only a body whose end both sides agree on leaves the connection usable.</summary>
    private bool Reusable(PlanOp.Respond? head, HttpRequest request, JournalDraft draft) =>
        request.KeepAlive && head is not null
        && !head.Headers.Any(h => h.Name.Equals("connection", StringComparison.OrdinalIgnoreCase) && h.Value.Contains("close", StringComparison.OrdinalIgnoreCase))
        && (bodyless || framing == BodyFraming.Chunked || (framing == BodyFraming.Length && head.Length == draft.BodySent));
}

/// <summary>What may become of a connection after an answer.</summary>
internal enum After
{
    /// <summary>Another request.</summary>
    Next,

    /// <summary>We sent FIN: read on until the peer closes too, or it would get an RST for what it still sends.</summary>
    Linger,

    Gone,
}
