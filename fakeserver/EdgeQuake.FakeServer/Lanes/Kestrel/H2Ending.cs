using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeQuake.FakeServer;

/// <summary>The ends of an HTTP/2 stream, and the faults instead of its head: each after everything before it was framed, entered before it is done.</summary>
internal sealed class H2Ending(Stage stage, HttpContext context, H2Connection connection, Waiter waiter, Waiter hangGuard, JournalDraft draft)
{
    /// <summary>False when the peer or the server went first.</summary>
    public async ValueTask<bool> EndAsync(PlanOp.End end)
    {
        var word = Words.Of(end.Kind);
        switch (end.Kind)
        {
            case EndKind.Goaway:
                context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();
                if (!await connection.Frames.GoneAwayAsync(waiter))
                {
                    return false;
                }

                Enter(word, null, null);
                return true;
            case EndKind.ResetNow:
                Enter(word, null, null);
                Reset(end.Code);
                return true;
            case EndKind.Reset or EndKind.ResetConnection:
                return await ResetAsync(end, word);
            default:
                Enter(word, null, null);
                return true;
        }
    }

    public async ValueTask<bool> OpenAsync(PlanOp.Open open)
    {
        if (open.Fault == OpenFault.Silent)
        {
            return await waiter.Opened(static _ => { });
        }

        Enter(Words.Of(open.Fault), null, Named(open.Code));
        Reset(open.Code);
        return true;
    }

    private async ValueTask<bool> ResetAsync(PlanOp.End end, string word)
    {
        var drained = await connection.DrainAsync(hangGuard, stage.Options.DrainGuard);
        if (waiter.IsStopped || (drained is null && !await hangGuard.Until(Clock.Real.Now + stage.Options.SettleDelay)))
        {
            return false;
        }

        var how = end.Kind == EndKind.Reset ? Named(end.Code) : null;
        Enter(word, drained == true ? draft.BodySent : null, drained switch
        {
            true => how,
            false => $"the peer had not acknowledged everything after {stage.Options.DrainGuard.TotalSeconds:0.#} s",
            null => $"no TCP_INFO here: reset after a settle delay of {stage.Options.SettleDelay.TotalMilliseconds:0} ms",
        });
        if (end.Kind == EndKind.ResetConnection)
        {
            connection.Reset();
        }
        else
        {
            Reset(end.Code);
        }

        return true;
    }

    private void Reset(H2Code? code) => context.Features.GetRequiredFeature<IHttpResetFeature>().Reset((int)(code ?? H2Code.InternalError));

    private static string Named(H2Code? code) => $"RST_STREAM {Words.Of(code ?? H2Code.InternalError)}";

    private void Enter(string word, long? acked, string? note) => draft.Ended(new JournalEnd(word, word, acked, stage.Clock.Now, note), null);
}
