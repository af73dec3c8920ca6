namespace EdgeQuake.FakeServer;

/// <summary>The ends of an answer and the faults that come instead of one: each delivered as asked, and entered in the journal as done.</summary>
internal sealed class Ending(Stage stage, Wire wire, Inbox inbox, Waiter waiter, Waiter hangGuard, JournalDraft draft, Action<TimeSpan, bool>? ended)
{
    private static readonly TimeSpan BarrierStep = TimeSpan.FromMicroseconds(50);

    /// <summary>The client, or the stop of the server, came first.</summary>
    public After ByPeer(string asked)
    {
        // A send fails a moment before the read does: then the stamp is ours.
        var peer = inbox.Closed ?? (inbox.IsOurs ? null : new PeerClose("reset", stage.Clock.Now));
        Enter(asked, peer is null ? "server-stopped" : "peer-closed", null, null, peer);
        return After.Gone;
    }

    public async ValueTask<After> EndAsync(EndKind kind, BodyFraming framing, bool reusable)
    {
        var word = Words.Of(kind);
        switch (kind)
        {
            case EndKind.Reset:
                return await ResetAsync(word);
            case EndKind.ResetNow:
                Enter(word, word, null, null);
                return Reset(dropUnread: true);
            case EndKind.BadChunk:
                wire.TrySend("zz\r\n"u8);
                break;
            case EndKind.Close or EndKind.BadGzip:
                var terminator = Http11.Terminator(framing);
                if (terminator.Length > 0 && wire.TrySend(terminator) < 0)
                {
                    return ByPeer(word);
                }

                break;
        }

        Enter(word, word, null, null);
        return kind is EndKind.Close or EndKind.BadGzip && reusable ? After.Next : Fin();
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
                Enter(word, word, null, null);
                return Fin();
            case OpenFault.Garbage:
                wire.TrySend("\u0015\u0003\u0001 this is not HTTP\r\n\r\n"u8);
                Enter(word, word, null, null);
                return Fin();
            case OpenFault.Refuse or OpenFault.ResetOnAccept when draft.HasRequest:
                Enter(word, "reset-on-request", null, "the request was read already: this fault needs a listener of its own and a new connection");
                return Reset(dropUnread: false);
            default:
                Enter(word, word, null, null);
                return Reset(dropUnread: false);
        }
    }

    /// <summary>Everything so far is delivered and acknowledged, then RST; where nobody can tell, a settle delay that is noted.</summary>
    /// <remarks>The kernel's acknowledgements run on real time, whatever clock the script has.</remarks>
    private async ValueTask<After> ResetAsync(string word)
    {
        var clock = Clock.Real;
        var guard = clock.Now + stage.Options.DrainGuard;
        while (wire.Drained == false && clock.Now < guard)
        {
            if (!await hangGuard.Until(clock.Now + BarrierStep))
            {
                return ByPeer(word);
            }
        }

        var drained = wire.Drained;
        if (drained is null && !await hangGuard.Until(clock.Now + stage.Options.SettleDelay))
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

    private After Reset(bool dropUnread)
    {
        inbox.EndsByUs();
        wire.Reset(dropUnread);
        return After.Gone;
    }

    private After Fin()
    {
        wire.Fin();
        return After.Linger;
    }

    /// <summary>Entered before the act on the wire: the client's next request may follow it within microseconds.</summary>
    private void Enter(string asked, string done, long? acked, string? note, PeerClose? peer = null)
    {
        var at = stage.Clock.Now;
        _ = draft.Acks?.Look();
        ended?.Invoke(at, draft.HeadSentAt is not null);
        draft.Ended(new JournalEnd(asked, done, acked, at, note), peer);
    }
}
