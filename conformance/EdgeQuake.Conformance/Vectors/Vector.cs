using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A case as bytes and what a spec-literal reader makes of them: for unit tests of a parser that knows nothing of HTTP.</summary>
/// <param name="Id">The case's id, and a number where its matrix gives several different bodies.</param>
/// <param name="Writes">Lengths of the pieces, in order: feed them one by one. Their sum is the length of the body.</param>
/// <param name="Events">What is dispatched; the type of an event without one is <c>message</c>.</param>
/// <param name="Text">Protocols with frames of their own: the text of the answer.</param>
/// <param name="Outcome">How the answer ended, where the body alone tells.</param>
public sealed record Vector(
    string Id, string Case, string Cell, string Protocol, string Level, string Profile, string? About, ReadOnlyMemory<byte> Body, IReadOnlyList<int> Writes,
    IReadOnlyList<ExpectedEvent>? Events, string? Text, string? Outcome)
{
    /// <summary>
    /// Every vector that the corpus gives: cases of one answer with status 200, nothing told by the connection or by a content coding, no caller who cuts in or sets a limit,
    /// and no text too long to write out.
    /// </summary>
    public static IReadOnlyList<Vector> Of(IReadOnlyList<Case> cases) => [.. cases.Where(Tells).SelectMany(Of)];

    private static bool Tells(Case c) =>
        c.Profile is "core" or "llm" or "oai" or "eq"
        && c.Scenario is { Exchanges: [{ Attempts: [{ Status: 200, Fault: null, Body: null, Encoding: null }] }], Client: { Cancel: null, Idle: null, Overall: null, Turns: [], Limit: null }, Expect: { Any: [], ByPolicy.Count: 0, TextSha256: null } };

    private static IEnumerable<Vector> Of(Case c)
    {
        var plain = c.Scenario.Protocol is FakeServer.Protocol.Sse or FakeServer.Protocol.Raw;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in c.Scenario.Cells)
        {
            var plan = Planner.Render(c.Scenario, new(cell, 0, 1, 0, c.Scenario.Seed, null));
            var writes = plan.Ops.OfType<PlanOp.Write>().Where(w => !w.Body.IsEmpty).ToList();
            if (plan.Ops[^1] is not PlanOp.End { Kind: EndKind.Close } || plan.Ops.Any(o => o is PlanOp.Stall { For: null }) || writes.Any(w => w.Declared is not null))
                continue;
            byte[] body = [.. writes.SelectMany(w => w.Body.ToArray())];
            IReadOnlyList<int> lengths = [.. writes.Select(w => w.Body.Length)];
            // Framing is HTTP's and not the parser's: cells that differ in nothing else are one vector.
            if (!seen.Add($"{Convert.ToHexString(body)} {string.Join(',', lengths)}"))
                continue;
            var read = Reading.Of(c.Scenario, cell, ReadingMode.Plain, 0, 1);
            yield return new(
                seen.Count == 1 ? c.Id : $"{c.Id}.{seen.Count}", c.Id, cell.ToString(), Words.Of(c.Scenario.Protocol), c.Level, c.Profile, c.Scenario.About, body, lengths,
                plain ? read.Events : null, plain ? null : read.Text, plain ? null : Words.Of(read.Outcome));
        }
    }
}
