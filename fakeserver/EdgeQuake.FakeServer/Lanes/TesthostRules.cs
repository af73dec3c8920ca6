namespace EdgeQuake.FakeServer;

/// <summary>What an ASP.NET host in memory cannot do honestly: it has no wire. Such a plan is refused, never approximated.</summary>
/// <remarks>Measured on TestHost 10.0: a Content-Length of 500 over 39 bytes is a success; an abort drops frames that were not read yet.</remarks>
internal static class TesthostRules
{
    /// <summary>Why the plan cannot be played, or null.</summary>
    public static string? Problem(Plan plan)
    {
        var body = plan.Ops.OfType<PlanOp.Write>().Sum(w => (long)w.Body.Length);
        foreach (var op in plan.Ops)
        {
            var why = op switch
            {
                PlanOp.Open open => $"fault {Words.Of(open.Fault)} needs a connection",
                PlanOp.End { Kind: not (EndKind.Close or EndKind.BadGzip) } end => $"end {Words.Of(end.Kind)} needs a wire",
                PlanOp.Write { Declared: not null } => "a half chunk needs a wire",
                PlanOp.Respond { Http10: true } => "a head of HTTP/1.0 needs a wire",
                PlanOp.Respond { Trickle: not null } => "a head that trickles needs a wire",
                PlanOp.Respond { Framing: BodyFraming.Close } => "framing close needs a connection to close",
                PlanOp.Respond { Framing: BodyFraming.Length, Length: { } length } when length != body => "a Content-Length that lies is not noticed here",
                _ => null,
            };
            if (why is not null)
            {
                return why;
            }
        }

        return null;
    }
}
