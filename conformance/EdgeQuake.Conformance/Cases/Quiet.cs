using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The client's clocks over a plan's waits: the idle one, which any byte resets, the overall one, and a caller who cancels after a while.</summary>
internal sealed class Quiet(ClientSpec client, ReadingMode mode)
{
    private TimeSpan _silent;
    private TimeSpan _elapsed;

    /// <summary>How the stream ends when an op lets a clock fire; null when it goes on.</summary>
    internal Outcome? Fires(PlanOp op)
    {
        var wait = op switch { PlanOp.Wait w => w.For, PlanOp.Stall { For: { } f } => f, _ => TimeSpan.Zero };
        _silent = op is PlanOp.Write or PlanOp.Respond ? TimeSpan.Zero : _silent + wait;
        _elapsed += wait;
        if (client.Cancel is { At: CancelMoment.After } cancel && _elapsed >= cancel.After)
            return Outcome.Cancelled;
        if (client.Cancel is { At: CancelMoment.Stall } && op is PlanOp.Stall)
            return Outcome.Cancelled;
        if (mode.Timeout is null or "idle" && client.Idle is { } idle && _silent > idle)
            return Outcome.Failed;
        return mode.Timeout is null or "total" && client.Overall is { } overall && _elapsed > overall ? Outcome.Failed : null;
    }
}
