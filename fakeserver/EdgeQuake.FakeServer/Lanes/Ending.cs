namespace EdgeQuake.FakeServer;

/// <summary>The ends of an answer and the faults that come instead of one: each delivered as asked, and entered in the journal as done.</summary>
internal sealed class Ending(Stage stage, Wire wire, Inbox inbox, Waiter waiter, Waiter hangGuard, JournalDraft draft, Action<TimeSpan, bool>? ended, CancellationToken gone)
{
    private static readonly TimeSpan BarrierStep = TimeSpan.FromMicroseconds(50);

    private static readonly byte[] BadSize = "zz\r\n"u8.ToArray();
    private static readonly byte[] NoHttp = "\u0015\u0003\u0001 this is not HTTP\r\n\r\n"u8.ToArray();
    private static readonly byte[] PlainAnswer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    /// <summary>Fatal alert 40, handshake_failure (RFC 8446, 6): content type 21, version 3.3, two bytes.</summary>
    private static readonly byte[] HandshakeFailure = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];

    /// <summary>The client, or the stop of the server, came first.</summary>
    public After ByPeer(string asked)
    {
        // A send fails a moment before the read does: then the stamp is ours.
        var peer = inbox.Closed ?? (inbox.IsOurs ? null : new PeerClose("reset", stage.Clock.Now));
        Enter(asked, peer is null ? "server-stopped" : "peer-closed", null, null, peer);
        return After.Gone;
    }

    public async ValueTask<After> EndAsync(PlanOp.End end, BodyFraming framing, ChunkParts? chunks, bool reusable)
    {
        var word = Words.Of(end.Kind);
        var before = stage.Clock.Now;
        switch (end.Kind)
        {
            case EndKind.Reset or EndKind.ResetConnection:
                return await ResetAsync(word);
            case EndKind.ResetNow:
                Enter(word, word, null, null);
                return Reset(dropUnread: true);
            case EndKind.BadChunk when !await wire.SendAsync(BadSize, gone):
            case EndKind.Close or EndKind.BadGzip when !await wire.SendAsync(Http11.Terminator(framing, chunks), gone):
                return ByPeer(word);
        }

        var notify = end.CloseNotify && stage.Options.Tls != TlsKind.NoCloseNotify;
        Enter(word, word, null, stage.Tls is not null && !notify ? "TLS: no close_notify" : null, at: before);
        return end.Kind is EndKind.Close or EndKind.BadGzip && reusable ? After.Next : await FinAsync(notify);
    }

    public async ValueTask<After> OpenAsync(OpenFault fault)
    {
        var word = Words.Of(fault);
        switch (fault)
        {
            case OpenFault.Silent:
                await waiter.Opened(static _ => { });
                return ByPeer(word);
            case OpenFault.CloseOnRequest:
                return await FinAfterAsync(word, default);
            case OpenFault.Garbage:
                return await FinAfterAsync(word, NoHttp);
            case OpenFault.TlsFail when !draft.HasRequest:
                return await FinAfterAsync(word, PlainAnswer);
            case OpenFault.TlsAlert when !draft.HasRequest:
                return await FinAfterAsync(word, HandshakeFailure);
        }

        var late = fault != OpenFault.ResetOnRequest && draft.HasRequest;
        Enter(word, late ? Words.Of(OpenFault.ResetOnRequest) : word, null,
            late ? "the request was read already: this fault needs a listener of its own and a new connection" : null);
        return Reset(dropUnread: false);
    }

    private async ValueTask<After> FinAfterAsync(string word, ReadOnlyMemory<byte> bytes)
    {
        var before = stage.Clock.Now;
        if (!await wire.SendAsync(bytes, gone))
        {
            return ByPeer(word);
        }

        Enter(word, word, null, null, at: before);
        return await FinAsync(stage.Options.Tls != TlsKind.NoCloseNotify);
    }

    /// <summary>Everything so far is delivered and acknowledged, then RST; where nobody can tell, a settle delay that is noted.</summary>
    /// <remarks>The kernel's acknowledgements run on real time, whatever clock the script has.</remarks>
    private async ValueTask<After> ResetAsync(string word)
    {
        if (!await DrainAsync(stage.Options.DrainGuard))
        {
            return ByPeer(word);
        }

        var drained = wire.Drained;
        if (drained is null && !await hangGuard.Until(Clock.Real.Now + stage.Options.SettleDelay))
        {
            return ByPeer(word);
        }

        Enter(word, word, drained == true ? draft.BodySent : null, drained switch
        {
            true => null,
            false => $"the peer had not acknowledged everything after {stage.Options.DrainGuard.TotalSeconds:0.#} s",
            null => $"no TCP_INFO here: reset after a settle delay of {stage.Options.SettleDelay.TotalMilliseconds:0} ms",
        });
        return Reset(dropUnread: false);
    }

    /// <summary>Waits until the peer's kernel has everything, or <paramref name="guard"/> has passed. False when the peer or the server is gone.</summary>
    private async ValueTask<bool> DrainAsync(TimeSpan guard)
    {
        var until = Clock.Real.Now + guard;
        while (wire.Drained == false && Clock.Real.Now < until)
        {
            if (!await hangGuard.Until(Clock.Real.Now + BarrierStep))
            {
                return false;
            }
        }

        return true;
    }

    private After Reset(bool dropUnread)
    {
        inbox.EndsByUs();
        wire.Reset(dropUnread);
        return After.Gone;
    }

    /// <summary>FIN waits for nobody; the acknowledgements are noted when they have come.</summary>
    private async ValueTask<After> FinAsync(bool closeNotify)
    {
        wire.Fin(closeNotify);
        _ = await DrainAsync(stage.Options.SettleDelay);
        if (wire.Drained == true && (inbox.Closed is { How: "fin" } || !inbox.IsOurs))
        {
            draft.Acknowledged();
        }

        return After.Linger;
    }

    /// <summary>Entered before the act on the wire: the client's next request may follow it within microseconds.</summary>
    /// <param name="at">The stamp, where the end's own bytes left before it could be entered: a client's wait begins when it reads them, not when this thread runs again.</param>
    private void Enter(string asked, string done, long? acked, string? note, PeerClose? peer = null, TimeSpan? at = null)
    {
        var stamp = at ?? stage.Clock.Now;
        _ = draft.Acks?.Look();
        ended?.Invoke(stamp, draft.HeadSentAt is not null);
        draft.Ended(new JournalEnd(asked, done, acked, stamp, note), peer);
    }
}
