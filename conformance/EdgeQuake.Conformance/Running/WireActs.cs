using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What the server did in a run, act by act: the plan rendered once more (it is pure, so it is the same), with the journal's stamps beside it.</summary>
internal static class WireActs
{
    internal static IReadOnlyList<WireAct> Of(Scenario scenario, Run run) => [.. run.Journal.SelectMany(e => Of(scenario, run, e))];

    private static List<WireAct> Of(Scenario scenario, Run run, JournalEntry entry)
    {
        if (entry.Exchange < 0 || entry.Attempt == 0)
            return [];
        var plan = Planner.Render(scenario, new(run.Cell, entry.Exchange, entry.Attempt, run.Stream, run.Seed, entry.Facts));
        var head = plan.Ops.OfType<PlanOp.Respond>().FirstOrDefault();
        var writes = new Queue<JournalWrite>(entry.Writes);
        return [.. plan.Ops.Select(op => Act(op, entry, head?.Framing ?? BodyFraming.Close, head?.Chunks, writes))];
    }

    private static WireAct Act(PlanOp op, JournalEntry entry, BodyFraming framing, ChunkParts? chunks, Queue<JournalWrite> writes) => op switch
    {
        PlanOp.Respond head => new(entry.Request, entry.HeadSentAt, "head", Convert.ToHexStringLower(Http11.Head(head))),
        PlanOp.Write write => Written(entry.Request, writes.TryDequeue(out var sent) ? sent.Sent : null, Http11.Frame(write, framing, chunks)),
        PlanOp.Wait wait => new(entry.Request, null, $"wait {wait.For.TotalMilliseconds:0.###} ms", ""),
        PlanOp.Stall stall => new(entry.Request, null, stall.For is { } f ? $"stall {f.TotalMilliseconds:0.###} ms" : "stall", ""),
        PlanOp.Gate gate => new(entry.Request, null, gate.Reported is { } n ? $"gate reported({n})" : $"gate {gate.Name}", ""),
        PlanOp.Open open => new(entry.Request, entry.End?.At, $"fault {Words.Of(open.Fault)}", ""),
        PlanOp.End end => new(entry.Request, entry.End?.At, $"end {entry.End?.Done ?? Words.Of(end.Kind)}", end.Kind == EndKind.Close ? Convert.ToHexStringLower(Http11.Terminator(framing, chunks)) : ""),
        _ => new(entry.Request, null, op.GetType().Name, ""),
    };

    private static WireAct Written(int request, TimeSpan? at, byte[] bytes) =>
        bytes.Length <= Evidence.MostBytes
            ? new(request, at, "write", Convert.ToHexStringLower(bytes))
            : new(request, at, $"write, the first {Evidence.MostBytes} of {bytes.Length} bytes", Convert.ToHexStringLower(bytes.AsSpan(0, Evidence.MostBytes)));
}
