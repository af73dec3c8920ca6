using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Control of a plain serve under <c>/__fake/</c>, for loopback clients: GET journal, GET scenarios, POST gates/NAME, POST reset.</summary>
internal sealed class AdminApi(IReadOnlyList<Scenario> scenarios, Gates gates, JournalLog log, Action reset)
{
    /// <summary>Marks a decision as ours: no journal entry is made for looking at the journal.</summary>
    public const int Exchange = -2;

    private const string Root = "/__fake/";

    public Gates Gates { get; } = gates;

    public JournalLog Log { get; } = log;

    /// <summary>The answer, or null when the request is not for us.</summary>
    public Plan? Answer(RequestFacts facts)
    {
        if (!facts.Path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = facts.Path[Root.Length..];
        return (facts.Method, rest) switch
        {
            ("GET", "journal") => Json(JournalJson.Write(Log.Snapshot())),
            ("GET", "scenarios") => Json(JournalJson.Write(scenarios)),
            ("POST", "reset") => Do(reset),
            ("POST", _) when rest.StartsWith("gates/", StringComparison.Ordinal) && rest.Length > 6 => Do(() => Gates.Open(rest[6..])),
            _ => Answers.Text(404, $"no {facts.Method} {facts.Path} here: GET {Root}journal, GET {Root}scenarios, POST {Root}gates/NAME, POST {Root}reset"),
        };
    }

    private static Plan Json(string json) => Answers.Whole(200, "application/json", Encoding.UTF8.GetBytes(json));

    private static Plan Do(Action act)
    {
        act();
        return new Plan([new PlanOp.Respond(204, [], BodyFraming.Length, null), new PlanOp.End(EndKind.Close)], []);
    }
}
