using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>A script played to a request that wants no stream: the same waits and the same end, but one document in place of the frames.</summary>
internal static class WholePlan
{
    /// <param name="end">Cut or reset: half of the document is sent before it.</param>
    public static Plan Of(Attempt attempt, Rendering r, EndKind end, int status, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        HttpField[] headers =
        [
            new("content-type", "application/json"),
            .. attempt.Headers.Where(h => !h.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Select(h => h with { Value = Template.Expand(h.Value, r) }),
        ];
        return new Plan(
            [
                .. r.Ops.Where(o => o is not PlanOp.Write),
                new PlanOp.Respond(attempt.Status == 200 ? status : attempt.Status, headers, BodyFraming.Length, body.Length),
                new PlanOp.Write(end == EndKind.Close ? body : body.AsMemory(0, body.Length / 2), Tokens: r.Tokens),
                new PlanOp.End(end),
            ],
            r.Draws);
    }
}
