using System.Collections.Frozen;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>How a recorded answer is played: the keys of its scenario, one line each.</summary>
/// <param name="Protocol">The keys protocol and shape; empty with a fault.</param>
/// <param name="Steps">Guesses that were chosen, for whoever compares shapes.</param>
/// <param name="Keys">Status, headers, framing, steps.</param>
/// <param name="Left">The client left before the answer had its end mark.</param>
internal sealed record RecordedScript(IReadOnlyList<string> Protocol, IReadOnlyList<Guess> Steps, IReadOnlyList<string> Keys, bool Left)
{
    /// <summary>Fields that the server writes itself, or that belong to one connection and one moment.</summary>
    private static readonly FrozenSet<string> s_own =
        new[] { "transfer-encoding", "content-length", "connection", "keep-alive", "date", "trailer", "alt-svc" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static RecordedScript Of(RecordedExchange e, bool exact)
    {
        var (head, body) = (e.Head!, RecordedBody.Of(e));
        byte[] bytes = [.. body.Reads.SelectMany(r => r.Bytes.ToArray())];
        var stream = Header(head, "content-type") is { } type && type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);
        var coded = Header(head, "content-encoding") is { } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase);
        string[] keys =
        [
            .. head.Status == 200 ? [] : new[] { $"status: {head.Status}" },
            .. Headers(head),
            .. head.At > TimeSpan.Zero ? [$"head-after: {YamlWord.Time(head.At)}"] : Array.Empty<string>(),
            .. head.Status is 204 or 304 ? [] : Framing(e, body),
        ];
        if (!exact && !stream && !coded && e.End?.How == RecordedEnding.Clean && Whole(bytes) is { } whole)
            return new(["protocol: " + Words.Of(Endpoint.Of(ExchangeScript.Path(e))?.Protocol ?? FakeServer.Protocol.Sse)], [], [.. keys, whole], false);
        var (protocol, steps) = !stream || coded
            ? (["protocol: raw"], Rerendering.Choose(Pieces.Exact(body, head.At), ["protocol: raw"], p => [.. Guesses.Bytes(p.Bytes)]))
            : StreamScript.Of(bytes, e, body, exact);
        var pieces = exact || !stream || coded ? Pieces.Exact(body, head.At) : Pieces.Frames(body, head.At);
        var left = e.End is null or { How: RecordedEnding.Client or RecordedEnding.Stopped };
        return new(protocol, steps, [.. keys, "write: whole", "steps:", .. Lines(pieces, steps), .. End(e, body).Select(s => "  - " + s)], left);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Piece> pieces, IReadOnlyList<Guess> steps)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            // A read that began here: after a pause, or in the same microsecond and still a read of its own.
            if (pieces[i].Gap is { } gap && (i > 0 || gap > TimeSpan.Zero))
                yield return gap > TimeSpan.Zero ? $"  - wait: {YamlWord.Time(gap)}" : "  - flush:";
            yield return "  - " + steps[i].Yaml;
        }
    }

    private static IEnumerable<string> End(RecordedExchange e, RecordedBody body)
    {
        var last = body.Reads.Count > 0 ? body.Reads[^1].At : e.Head!.At;
        if (e.End is { How: RecordedEnding.Clean or RecordedEnding.Fin or RecordedEnding.Reset } end && end.At - last >= TimeSpan.FromMilliseconds(1))
            yield return $"wait: {YamlWord.Time(end.At - last)}";
        yield return (e.End?.How, body.Broken) switch
        {
            (RecordedEnding.Clean, _) => "close:",
            (RecordedEnding.Fin, not null) => "bad-chunk:",
            (RecordedEnding.Fin, _) => "fin:",
            (RecordedEnding.Reset, _) => "reset:",
            _ => "stall:",
        };
    }

    private static IEnumerable<string> Framing(RecordedExchange e, RecordedBody body)
    {
        yield return "framing: " + Words.Of(body.Framing);
        if (body.Length is { } length && (e.End?.How != RecordedEnding.Clean || e.Method == "HEAD"))
            yield return $"length: {length}";
    }

    private static IEnumerable<string> Headers(RecordedHead head)
    {
        var kept = head.Headers.Where(h => !s_own.Contains(h.Name) && !h.Value.Contains("${", StringComparison.Ordinal)).GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (kept.Count == 0)
            yield break;
        yield return "headers:";
        foreach (var field in kept)
        {
            // Two cookies cannot share a line (RFC 6265, 3), and a map cannot hold two.
            var value = field.Key.Equals("set-cookie", StringComparison.OrdinalIgnoreCase) ? field.First().Value : string.Join(", ", field.Select(f => f.Value));
            yield return $"  {YamlWord.Quote(field.Key)}: {YamlWord.Quote(value)}";
        }
    }

    /// <summary>A whole answer as <c>json:</c> or <c>body:</c>; null where neither gives its very bytes.</summary>
    private static string? Whole(byte[] bytes) => bytes.Length == 0 ? null : WholeGuesses(bytes).FirstOrDefault(g => Bytes(g) is { } b && b.AsSpan().SequenceEqual(bytes));

    private static IEnumerable<string> WholeGuesses(byte[] bytes) =>
        Guesses.Flow(bytes) is { } json ? [$"json: {json}", $"body: {YamlWord.Quote(Encoding.UTF8.GetString(bytes))}"] : [$"body: {YamlWord.Quote(Encoding.UTF8.GetString(bytes))}"];

    private static byte[]? Bytes(string key)
    {
        var set = ScenarioFile.Parse($"- scenario: trial\n  {key}\n", "trial");
        return set.Problems.Count > 0 ? null
            : [.. Planner.Render(set.Scenarios[0], new(Cell.Default, 0, 1, 0, 0, null)).Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())];
    }

    private static string? Header(RecordedHead head, string name) =>
        head.Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();
}
