using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Tells a case to a client: through which of its apis, in which protocol and shape; or why not.</summary>
/// <remarks><c>profile, needs → skipped · api, way in, policy → n/a · else one bound case for each family of apis that both have</c></remarks>
public static class CaseBinding
{
    /// <summary>Never empty: what cannot be run is bound with its reason, so that it is counted.</summary>
    public static IReadOnlyList<BoundCase> Bind(Case c, ClientFacts client)
    {
        var asked = c.Facts.Api.Count > 0 ? [.. c.Facts.Api.Select(Api.Find).OfType<Api>()] : Api.Of(c.Profile);
        var apis = client.Apis.Select(Api.Find).OfType<Api>().Where(asked.Contains).Where(a => a.Speaks(c.Scenario.Shape))
            .GroupBy(a => a.Family).Select(g => g.First()).ToList();
        var named = apis.Concat(asked).FirstOrDefault() ?? Api.Raw;
        if (Undeclared(c, client) is { } skipped)
            return [Refuse(c, named, VerdictStatus.Skipped, skipped)];
        if (c.Profile == "exec" && client.Way != WayIn.Exec)
            return [Refuse(c, named, VerdictStatus.NotApplicable, "only a plain command can show it")];
        if (c.Profile == "relay" && client.Way != WayIn.Relay)
            return [Refuse(c, named, VerdictStatus.NotApplicable, "only a proxy between our client and our server can show it")];
        if (Unplayable(c, client) is { } lane)
            return [Refuse(c, named, VerdictStatus.NotApplicable, lane)];
        if (apis.Count == 0)
            return [Refuse(c, named, VerdictStatus.NotApplicable, $"it is asked through {string.Join(" or ", asked.Select(a => a.Word))}; the client has {string.Join(", ", client.Apis)}")];
        return [.. apis.Select(a => Through(c, a, client))];
    }

    private static BoundCase Through(Case c, Api api, ClientFacts client)
    {
        if (!c.Scenario.Cells.Any(api.Plays))
            return Refuse(c, api, VerdictStatus.NotApplicable, $"{api.Word} speaks none of its shapes");
        if (Planner.CanRender(c.Scenario, api.Retarget(c.Scenario).Protocol, api.Retarget(c.Scenario).Shape) is { } unsaid)
            return Refuse(c, api, VerdictStatus.NotApplicable, unsaid.What);
        var bound = Say(c, api);
        if (client.Way == WayIn.Observed && c.Scenario.Expect.ByPolicy.Count > 0)
            return Refuse(c, api, VerdictStatus.NotApplicable, "it is judged by the client's declared policy, and an observed client declares none");
        var shows = Shows.Of(bound, client);
        var resolved = Resolution.Of(bound.Scenario.Expect, client.Policy);
        var why = resolved.Missing
            ?? (resolved.Alternatives.Any(e => Assessment.Judges(e, shows)) ? null : "nothing that the case asks can be seen through this way in and api")
            ?? (Moved(c, bound) ? Unsayable(bound) : null);
        return why is null ? bound : bound with { Refused = VerdictStatus.NotApplicable, Reason = why };
    }

    /// <summary>The case in the api's own protocol: core is then judged on text and outcome.</summary>
    internal static BoundCase Say(Case c, Api api)
    {
        var scenario = api.Retarget(c.Scenario);
        scenario = scenario with { Cells = [.. scenario.Cells.Where(api.Plays)] };
        var core = c.Profile == "core" && api.Core is not null;
        if (core)
            scenario = scenario with { Expect = CoreExpectation.Of(c.Scenario, scenario) };
        var path = scenario.Exchanges[0].Match.Path is { } p && api.Word == "raw" && p.StartsWith('/') ? p : api.Path;
        return new(c, scenario, api.Word, core ? $"core@{api.Core}" : c.Profile, core, path, ApiRequest.Of(scenario, api));
    }

    private static bool Moved(Case c, BoundCase bound) => bound.Scenario.Protocol != c.Scenario.Protocol;

    // Rendered in another protocol the same steps may mean something else: then the api cannot show the case.
    private static string? Unsayable(BoundCase bound)
    {
        var one = bound.Scenario with { Cells = [bound.Scenario.Cells[0]] };
        return Verification.Check(one) is [var problem, ..] ? $"it cannot be said in {Words.Of(one.Protocol)}: {problem.What}" : null;
    }

    private static string? Undeclared(Case c, ClientFacts client)
    {
        if (!client.Profiles.Contains(c.Profile, StringComparer.Ordinal))
            return $"the client does not declare profile {c.Profile}";
        if (c.Scenario.Needs.FirstOrDefault(n => !client.Capabilities.Contains(n, StringComparer.Ordinal)) is { } need)
            return $"it needs {need}, which the client does not declare";
        return c.Scenario.Client.Streams > client.Parallel
            ? $"it needs {c.Scenario.Client.Streams} streams at once; the client takes {client.Parallel}"
            : null;
    }

    private static string? Unplayable(Case c, ClientFacts client) =>
        c.Scenario.Transport is { } transport and not Transport.Tcp ? $"it is played over {Words.Of(transport)}; conform plays plain HTTP/1.1"
        : client.Way == WayIn.InProcess ? null
        : c.Facts.InProcess ? "only a client of this process can show it"
        : c.Scenario.Lanes.Contains(LaneKind.Socket) ? null
        : "it cannot be played on a socket";

    private static BoundCase Refuse(Case c, Api api, VerdictStatus status, string reason) =>
        new(c, c.Scenario, api.Word, c.Profile, false, api.Path, c.Scenario.Client.Request, status, reason);
}
